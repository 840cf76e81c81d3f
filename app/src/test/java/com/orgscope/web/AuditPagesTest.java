package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.AuditEntry;
import com.orgscope.web.AuditPage.Link;
import com.orgscope.web.AuditPage.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line of the audit log, as the page shows it. */
class AuditPagesTest {
  @ParameterizedTest
  @CsvSource({"0, 0, ''", "3, 3, ''", "4, 3, and 1 more", "7, 3, and 4 more"})
  void a_line_names_three_people_and_counts_the_others(int people, int named, String more) {
    List<UUID> all = Stream.generate(UUID::randomUUID).limit(people).toList();
    Row row = AuditPages.row(about(all), ZoneOffset.UTC);
    assertThat(row.people())
        .extracting(Link::full)
        .containsExactlyElementsOf(all.stream().limit(named).map(UUID::toString).toList());
    assertThat(row.more()).isEqualTo(more);
  }

  private static AuditEntry about(List<UUID> aliases) {
    return new AuditEntry(
        1,
        Instant.EPOCH,
        "tester",
        "IT_SECURITY",
        "read people",
        "people",
        "a test",
        List.of(),
        aliases,
        0,
        "command line",
        "");
  }
}
