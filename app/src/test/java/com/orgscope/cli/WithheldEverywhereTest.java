package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.bench.StubModel;
import com.orgscope.category.Assignments;
import com.orgscope.category.ModelConversations;
import com.orgscope.directory.People;
import com.orgscope.directory.TestDirectory;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.egress.Sent;
import com.orgscope.egress.SentQuery;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Source;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** So that what ten use is not what everybody uses. */
  private static final int OTHERS = 14;

  /** By its label, by what is before a known one, and by the provider's own catalogue. */
  private static final List<String> NAMES =
      List.of("Betriebsrat-Portal", "Works Council - SharePoint", "Hinweisgeber Heron");

  /** A table of ours is called after the council, so that its word alone proves nothing. */
  private static final List<String> TRACES =
      List.of("betriebsrat", "works council", "works-council", "workscouncil", "hinweisgeber");

  /** It came in under its name, and IT marked it before the night. */
  private static final String MARKED = "Larkspur Room";

  @TempDir private Path home;

  @Test
  void its_name_is_in_no_table_file_answer_or_question_and_its_use_is_counted_without_it()
      throws IOException, SQLException {
    Database database = TestDatabase.fresh();
    StubModel model = new StubModel();
    try (ScriptedAnthropic claude =
            new ScriptedAnthropic(asked ->
                Act.says(
                    model.answer(
                        asked.user(),
                        asked.body().path("output_config").path("format").path("schema"))));
        ConfigurableApplicationContext product =
            Product.on(database, home)
                .run(
                    "--orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
                    "--orgscope.llm.anthropic.base-url=" + claude.url(),
                    "--orgscope.agent.ask-below-confidence=1",
                    "--orgscope.agent.batch-min-questions=1",
                    "--orgscope.agent.batch-poll-interval=20ms")) {
      TestDirectory directory = TestDirectory.of(product);
      directory.tenants().create(TestDirectory.tenant(TestDirectory.ACME));
      List<String> lines = new ArrayList<>();
      StringBuilder events = new StringBuilder();
      for (int person = 1; person <= K; person++) {
        lines.add(person + ",user" + person + "@x.example,U" + person + ",Engineer,Platform,");
        for (int day = 0; day < 40; day += 4) {
          events.append(visit(person, day, 0, "Quarrywood")).append(visit(person, day, 5, "Jira"));
          events.append(visit(person, day, 20, MARKED));
          for (int i = 0; i < NAMES.size(); i++) {
            events.append(visit(person, day, 10 + i, NAMES.get(i)));
          }
        }
      }
      for (int person = K + 1; person <= K + OTHERS; person++) {
        lines.add(person + ",user" + person + "@x.example,U" + person + ",Seller,Sales,");
        for (int day = 0; day < 40; day += 4) {
          events.append(visit(person, day, 0, "Slack"));
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
      product
          .getBean(SensitiveMarks.class)
          .mark(IT, new SensitiveMark(MARKED, true), Progress.NONE);
      assertThat(product.getBean(ApplicationAnswers.class).unknown(IT, FRIDAY, K).toString())
          .as("what a model may be asked about")
          .contains("Quarrywood")
          .doesNotContain("withheld", MARKED);
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
      assertThat(kept)
          .as("by its hash; by its name what IT marked later")
          .hasSize(4)
          .contains(MARKED.toLowerCase(Locale.ROOT))
          .filteredOn(name -> name.matches("withheld:[0-9a-f]{16}"))
          .hasSize(3);
      Usage usage = product.getBean(Usage.class);
      assertThat(usage.users(IT, WINDOW).keySet().toString())
          .contains("Jira", "Quarrywood")
          .doesNotContain("SharePoint", "withheld");
      noByteToAModelNamesOne(product);
      WithheldUse withheld = product.getBean(WithheldUse.class);
      assertThat(withheld.of(IT, WINDOW, K)).contains(new WithheldUse.Counted(4, 400));
      assertThat(withheld.of(IT, WINDOW, K + 1)).isEmpty();
      assertThat(
              product.getBean(Arrivals.class).byDay(IT, WINDOW).stream()
                  .mapToLong(day -> day.events())
                  .sum())
          .as("nor among what came in")
          .isEqualTo((2 * K + OTHERS) * 10);
      marked_later(product);
    }
  }

  /** Questions one by one, and files of batches: all that left in the night, as it left. */
  private static void noByteToAModelNamesOne(ConfigurableApplicationContext product) {
    List<Sent> sent =
        product
            .getBean(Egress.class)
            .find(IT, new SentQuery(null, null, Channel.MODEL, "", null, 1_000))
            .sent();
    String all =
        sent.stream().map(Sent::text).collect(Collectors.joining("\n")).toLowerCase(Locale.ROOT);
    assertThat(sent).extracting(Sent::recipient).anyMatch(to -> to.endsWith("/batches"));
    assertThat(all).as("what may be asked about was").contains("quarrywood", "jira");
    for (String trace : TRACES) {
      assertThat(all).doesNotContain(trace);
    }
    assertThat(all).doesNotContain(MARKED.toLowerCase(Locale.ROOT), "larkspur", "withheld:");
  }

  /** Shown and stored before, and gone from every answer at once. */
  private static void marked_later(ConfigurableApplicationContext product) {
    PersonKey one =
        product.getBean(People.class).byLogin(IT, "user1@x.example").orElseThrow().key();
    product
        .getBean(Looks.class)
        .openByCommand(IT, List.of(one), LookReason.of("access-review", "AR 1", ""));
    ModelConversations talks = product.getBean(ModelConversations.class);
    assertThat(talks.about(IT, one).toString()).contains("Quarrywood");
    String word = askedAndNotAnswered(product, one, talks);
    product.getBean(SensitiveMarks.class).mark(IT, new SensitiveMark(word, true), Progress.NONE);
    assertThat(talks.about(IT, one).toString().toLowerCase(Locale.ROOT))
        .contains("it names an application that counts as sensitive now")
        .doesNotContain(word);
    product
        .getBean(SensitiveMarks.class)
        .mark(IT, new SensitiveMark("quarrywood", true), Progress.NONE);
    assertThat(product.getBean(Usage.class).users(IT, WINDOW).keySet().toString())
        .contains("Jira")
        .doesNotContain("Quarrywood", "quarrywood");
    assertThat(talks.about(IT, one).toString())
        .as("what was said by it is as if nobody had been asked")
        .isEqualTo("[]");
    assertThat(product.getBean(ApplicationAnswers.class).unknown(IT, FRIDAY, K)).isEmpty();
  }

  /** A word of a question that what came of it does not have, as an application may be called. */
  private static String askedAndNotAnswered(
      ConfigurableApplicationContext product, PersonKey one, ModelConversations talks) {
    String said =
        product.getBean(Assignments.class).current(IT, one).toString().toLowerCase(Locale.ROOT);
    return Pattern.compile("[a-z]{6,}")
        .matcher(String.valueOf(talks.about(IT, one).getFirst().system()).toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .filter(word -> !said.contains(word) && !word.startsWith("quarry"))
        .findFirst()
        .orElseThrow();
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
