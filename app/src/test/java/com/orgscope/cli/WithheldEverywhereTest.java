package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.People;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Source;
import com.orgscope.nightly.Nightly;
import com.orgscope.state.Database;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.SensitiveMark;
import com.orgscope.usage.SensitiveMarks;
import com.orgscope.usage.Usage;
import com.orgscope.usage.WithheldUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sensitive applications come in as a provider tells them, a night passes, and their names are
 * looked for in all that is kept and answered.
 */
@Tag("slow")
class WithheldEverywhereTest {
  private static final Caller IT = Caller.commandLine(TestDirectory.ACME, "tester");
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
  private static final TimeWindow WINDOW = TimeWindow.ending(FRIDAY, 90);
  private static final int K = 10;

  /** By its label, by what is before a known one, and by the provider's own catalogue. */
  private static final List<String> NAMES =
      List.of("Betriebsrat-Portal", "Works Council - SharePoint", "Hinweisgeber Heron");

  /** A table of ours is called after the council, so that its word alone proves nothing. */
  private static final List<String> TRACES =
      List.of("betriebsrat", "works council", "works-council", "workscouncil", "hinweisgeber");

  @TempDir private Path home;

  @Test
  void its_name_is_in_no_table_file_answer_or_question_and_its_use_is_counted_without_it()
      throws IOException, SQLException {
    Database database = TestDatabase.fresh();
    try (ConfigurableApplicationContext product = Product.on(database, home).run()) {
      TestDirectory directory = TestDirectory.of(product);
      directory.tenants().create(TestDirectory.tenant(TestDirectory.ACME));
      List<String> lines = new ArrayList<>();
      StringBuilder events = new StringBuilder();
      for (int person = 1; person <= K; person++) {
        lines.add(person + ",user" + person + "@x.example,U" + person + ",Engineer,Platform,");
        for (int day = 0; day < 40; day += 4) {
          events.append(visit(person, day, 0, "Quarrywood")).append(visit(person, day, 5, "Jira"));
          for (int i = 0; i < NAMES.size(); i++) {
            events.append(visit(person, day, 10 + i, NAMES.get(i)));
          }
        }
      }
      TestDirectory.employ(
          product.getBean(People.class),
          Caller.system(TestDirectory.ACME, "test"),
          "employee_id,login,display_name,title,department,manager_id",
          lines.toArray(String[]::new));
      Path log = Files.writeString(home.resolve("events.ndjson"), events);
      product.getBean(Ingest.class).files(IT, Source.OKTA, List.of(log), Progress.NONE);
      Files.delete(log);
      product.getBean(Nightly.class).run(IT, FRIDAY, Nightly.Whom.values()[0], Progress.NONE);

      StoredRows rows = StoredRows.of(database);
      assertThat(rows.tablesWith("quarrywood")).as("what may be kept is").isNotEmpty();
      for (String trace : TRACES) {
        assertThat(rows.all().toLowerCase(Locale.ROOT)).doesNotContain(trace);
        assertThat(filesWith(trace)).isEmpty();
      }
      List<String> kept =
          product
              .getBean(Lake.class)
              .askWithheld(
                  new NamedQuery(WithheldEverywhereTest.class, "names"),
                  IT.tenant(),
                  WINDOW,
                  Map.of(),
                  row -> row.getString("app"));
      assertThat(kept).hasSize(3).allMatch(name -> name.matches("withheld:[0-9a-f]{16}"));
      Usage usage = product.getBean(Usage.class);
      assertThat(usage.users(IT, WINDOW).keySet().toString())
          .contains("Jira", "Quarrywood")
          .doesNotContain("SharePoint", "withheld");
      assertThat(product.getBean(ApplicationAnswers.class).unknown(IT, FRIDAY, K).toString())
          .as("what a model may be asked about")
          .contains("Quarrywood")
          .doesNotContain("withheld");
      WithheldUse withheld = product.getBean(WithheldUse.class);
      assertThat(withheld.of(IT, WINDOW, K)).contains(new WithheldUse.Counted(3, 300));
      assertThat(withheld.of(IT, WINDOW, K + 1)).isEmpty();
      assertThat(
              product.getBean(Arrivals.class).byDay(IT, WINDOW).stream()
                  .mapToLong(day -> day.events())
                  .sum())
          .as("nor among what came in")
          .isEqualTo(2 * K * 10);
      marked_later(product);
    }
  }

  /** Shown and stored before, and gone from every answer at once. */
  private static void marked_later(ConfigurableApplicationContext product) {
    product
        .getBean(SensitiveMarks.class)
        .mark(IT, new SensitiveMark("quarrywood", true), Progress.NONE);
    assertThat(product.getBean(Usage.class).users(IT, WINDOW).keySet().toString())
        .contains("Jira")
        .doesNotContain("Quarrywood", "quarrywood");
    assertThat(product.getBean(ApplicationAnswers.class).unknown(IT, FRIDAY, K)).isEmpty();
  }

  private static String visit(int person, int daysBefore, int minute, String app) {
    Instant at = FRIDAY.minusDays(daysBefore).atTime(9, minute).toInstant(ZoneOffset.UTC);
    return OktaVisit.of("e" + person + "-" + daysBefore + "-" + minute, at, person, app).json()
        + "\n";
  }

  /** As they lie there; the lake's are compressed, and asked above. */
  private List<Path> filesWith(String trace) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> {
            try {
              return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                  .toLowerCase(Locale.ROOT)
                  .contains(trace);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .toList();
    }
  }
}
