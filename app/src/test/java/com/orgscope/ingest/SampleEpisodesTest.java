package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.EventBatch;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Source;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.TestUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The episodes of signing in that real logs hold; docs/ingest-samples.md explains each. */
@Tag("slow")
class SampleEpisodesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/com/orgscope/ingest/samples");
  private static final TimeWindow ALL =
      new TimeWindow(LocalDate.of(2016, 12, 1), LocalDate.of(2026, 11, 23));

  private static final String ABANDONED = "0 in 0, 1; 0 in 0, 0, 0";

  @TempDir Path home;

  @Test
  void each_is_known() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Database database = TestDatabase.fresh()) {
      Lake lake = TestLake.open(database, home);
      for (Path sample : samples()) {
        String name = SAMPLES.relativize(sample).toString().replace(".ndjson", "");
        TenantId tenant = new TenantId(name.replace('/', '-').replace('_', '-'));
        Source source =
            Source.valueOf(name.substring(0, name.indexOf('/')).toUpperCase(Locale.ROOT));
        EventBatch batch = new EventBatch();
        Reading.of(source, Files.readAllBytes(sample)).events.forEach(batch::add);
        lake.append(tenant, batch, Map.of());
        TestUsage.rollUp(lake, tenant);
        for (String line : TestUsage.signInTimes(lake, tenant, ALL)) {
          lines.add(
              name
                  + " "
                  + line.replaceAll(" ?(s|failures|challenges|abandoned|unmeasured)\\b", ""));
        }
      }
    }
    assertThat(lines)
        .containsExactlyInAnyOrder(
            told("entra/panther_analysis_rule_tests 2025-01-15 8 Microsoft Office", ABANDONED),
            told("entra/panther_analysis_rule_tests 2025-01-15 9 Microsoft Office", ABANDONED),
            told("entra/panther_analysis_rule_tests 2025-01-15 c Azure Portal", ABANDONED),
            told("entra/panther_analysis_rule_tests 2025-01-15 f Office Application", ABANDONED),
            told(
                "entra/splunk_security_content_signin 2023-10-24 7 Azure Active Directory"
                    + " PowerShell",
                "0 in 0, 0; 0 in 0, 1, 0"),
            told("google/invictus_gws_dataset 2022-06-01 8 -", "0 in 0, 0; 0 in 0, 0, 1"),
            told("google/invictus_gws_dataset 2022-06-30 8 -", "0 in 0, 0; 0 in 0, 0, 1"),
            told("google/invictus_gws_dataset 2022-07-19 8 -", "0 in 0, 0; 0 in 0, 0, 1"),
            told("google/invictus_gws_dataset 2022-07-21 8 -", "0 in 0, 0; 0 in 0, 0, 1"),
            told("google/invictus_gws_dataset 2022-07-21 9 -", "1 in 384, 0; 0 in 0, 0, 0"),
            told("google/invictus_gws_dataset 2022-07-27 8 -", "0 in 0, 0; 0 in 0, 0, 2"),
            told("google/invictus_gws_dataset 2022-07-27 9 -", "1 in 27, 0; 0 in 0, 0, 0"),
            told("google/invictus_gws_dataset 2022-08-01 8 -", "0 in 0, 0; 0 in 0, 0, 1"),
            told("google/invictus_gws_dataset 2022-08-02 8 -", "0 in 0, 0; 0 in 0, 0, 2"),
            told("google/invictus_gws_dataset 2022-08-02 9 -", "0 in 0, 0; 0 in 0, 0, 3"),
            told("google/panther_analysis_rule_tests 2021-06-04 c -", ABANDONED),
            told("google/splunk_security_content 2022-10-12 4 -", ABANDONED));
  }

  private static String told(String where, String numbers) {
    return where + " " + numbers;
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files.filter(p -> p.toString().endsWith(".ndjson")).sorted().toList();
    }
  }
}
