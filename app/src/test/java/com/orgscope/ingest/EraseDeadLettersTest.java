package com.orgscope.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.Pseudonyms;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.privacy.Erased;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Letters that hold nothing of a person but an id that their provider gave them. */
class EraseDeadLettersTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final String ZELDAS_OKTA = "00uz3ldaQx7Lr2Vt5d7";
  private static final String ANNS_OKTA = "00uz3ldaqx7Lr2Vt5d7";
  private static final String ZELDAS_ENTRA = "6f1c2a9e-7b40-4d55-9a0e-3c1f5b7d9e21";
  private static final String ANNS_ENTRA = "6f1c2a9e-7b40-4d55-9a0e-3c1f5b7d9e22";
  private static final String ZELDAS_GOOGLE = "104936651129418852017";

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @SuppressWarnings("NullAway.Init")
  private static PersonKey zelda;

  @BeforeAll
  static void company() {
    context = Product.on(TestDatabase.fresh(), home).run();
    TestDirectory directory = TestDirectory.of(context);
    directory.tenants().create(TestDirectory.tenant(ACME));
    Pseudonyms people = directory.resolution().pseudonyms(ACME);
    people.resolve("okta", ZELDAS_OKTA, "zelda.before@x.example", 20_000);
    people.resolve("okta", ZELDAS_OKTA, "zelda+zinnia@x.example", 20_001);
    people.resolve("entra", ZELDAS_ENTRA, "zelda+zinnia@x.example", 20_002);
    people.resolve("google", ZELDAS_GOOGLE, "zelda+zinnia@x.example", 20_002);
    people.resolve("okta", ANNS_OKTA, "ann.ash@x.example", 20_000);
    people.resolve("entra", ANNS_ENTRA, "ann.ash@x.example", 20_000);
    people.save();
    zelda = directory.people().byLogin(IT, "zelda+zinnia@x.example").orElseThrow().key();
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @BeforeEach
  void none() {
    DeadLetterStore store = context.getBean(DeadLetterStore.class);
    for (Source source : Source.values()) {
      store.remove(
          IT, store.page(IT, source, null, 10_000).stream().map(DeadLetter::letter).toList());
    }
  }

  /** As the directory knows nobody's name, it has no words to look for. */
  private static long erase() {
    Set<PersonKey> keys = context.getBean(ErasedPeople.class).keys(ACME, Set.of(zelda));
    return context
        .getBean(EraseDeadLetters.class)
        .erase(new Erased(ACME, keys, List.of(), Set.of()));
  }

  private static void ingest(Source source, String line) {
    IngestReport report =
        context.getBean(Ingest.class).stream(
            IT, source, new ByteArrayInputStream(line.getBytes(UTF_8)), Progress.NONE);
    assertThat(report.deadLettered()).as(line).isPositive();
  }

  private static void letter(Source source, Reason reason, byte[] raw) {
    DeadLetterBox box =
        new DeadLetterBox(
            Caller.system(ACME, "test"),
            source,
            context.getBean(DeadLetterStore.class),
            context.getBean(TenantLookups.class).seal(ACME),
            InstantSource.system(),
            () -> letter -> false);
    box.begin("-");
    box.add(reason, Fragment.of(raw));
    box.flush();
  }

  private static List<String> left() {
    List<String> left = new ArrayList<>();
    context
        .getBean(DeadLetters.class)
        .export(IT, copy -> left.add(new String(copy.raw(), UTF_8).strip()));
    return left;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static String okta(String id) {
    return "{\"uuid\":\"1\",\"actor\":{\"id\":\"" + id + "\",\"type\":\"User\"},\"eventType\":";
  }

  private static String entra(String id) {
    return "{\"category\":\"SignInLogs\",\"properties\":{\"userId\":\"" + id + "\",\"appDisplay";
  }

  @Test
  void broken_lines_with_nothing_but_the_providers_id_go_and_those_of_others_stay() {
    for (String id : List.of(ZELDAS_OKTA, ANNS_OKTA, "00uSomebodyNobodyKnow")) {
      ingest(Source.OKTA, okta(id));
    }
    for (String id : List.of(ZELDAS_ENTRA, ANNS_ENTRA)) {
      ingest(Source.ENTRA, entra(id));
    }
    ingest(Source.GOOGLE, "{\"kind\":\"x\",\"actor\":{'profileId':'" + ZELDAS_GOOGLE + "',");
    assertThat(erase()).isEqualTo(3);
    assertThat(left())
        .containsExactlyInAnyOrder(
            okta(ANNS_OKTA), okta("00uSomebodyNobodyKnow"), entra(ANNS_ENTRA));
    assertThat(erase()).as("again").isZero();
  }

  @Test
  void what_parses_and_is_dead_for_another_reason_goes_too() {
    ingest(
        Source.OKTA,
        "{\"uuid\":\"2\",\"eventType\":\"user.authentication.sso\",\"published\":\"yesterday\","
            + "\"actor\":{\"id\":\""
            + ZELDAS_OKTA
            + "\"},\"outcome\":{\"result\":\"SUCCESS\"}}");
    assertThat(erase()).isEqualTo(1);
  }

  @Test
  void an_id_is_found_behind_escapes_and_a_login_of_former_times_at_the_end_of_a_sentence() {
    String escaped = ZELDAS_ENTRA.replace("-", "\\u002d").replace("9e", "\\u0039e");
    ingest(Source.ENTRA, entra(escaped));
    ingest(Source.ENTRA, "{\"body\":\"{\\\"userId\\\":\\\"" + escaped.replace("\\", "\\\\"));
    ingest(Source.OKTA, okta("x").replace("User", "zelda\\u002Bzinnia@x.example"));
    ingest(Source.OKTA, "sign-in failed for 'Zelda.Before@x.example'.");
    ingest(Source.OKTA, "sign-in failed for 'Zelda.Before@x.example.org'.");
    assertThat(erase()).isEqualTo(4);
    assertThat(left()).containsExactly("sign-in failed for 'Zelda.Before@x.example.org'.");
  }

  @Test
  void a_packed_delivery_goes_whole_if_the_id_is_anywhere_in_it_and_others_stay() throws Exception {
    StringBuilder anns = new StringBuilder();
    StringBuilder both = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      String line = okta(ANNS_OKTA).replace("\"1\"", "\"" + new UUID(3, i) + "\"") + "\n";
      anns.append(line);
      both.append(i == 4_321 ? okta(ZELDAS_OKTA) + "\n" : line);
    }
    letter(Source.OKTA, Reason.TOO_MUCH_BROKEN, gzip(both.toString()));
    byte[] others = gzip(anns.toString());
    letter(Source.OKTA, Reason.TOO_MUCH_BROKEN, others);
    assertThat(erase()).isEqualTo(1);
    assertThat(left()).containsExactly(new String(others, UTF_8).strip());
  }

  /** The pieces a letter is looked through in must not cut an id in two. */
  @Test
  void an_id_is_found_wherever_it_stands_and_is_not_made_of_the_end_of_a_longer_one() {
    int piece = 1 << 16;
    for (int at = piece - 25; at <= piece + 5; at++) {
      letter(Source.OKTA, Reason.NOT_JSON, (" ".repeat(at) + ZELDAS_OKTA).getBytes(UTF_8));
      letter(Source.OKTA, Reason.NOT_JSON, (" ".repeat(at) + ZELDAS_OKTA + "0").getBytes(UTF_8));
      letter(
          Source.OKTA,
          Reason.NOT_JSON,
          ("-".repeat(at - 1) + "0" + ZELDAS_OKTA + " ").getBytes(UTF_8));
    }
    assertThat(erase()).isEqualTo(31);
    assertThat(left()).hasSize(62);
  }

  @Test
  void what_cannot_be_looked_into_goes() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines.append(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})).append('\n');
    }
    byte[] damaged = Arrays.copyOf(gzip(lines.toString()), 10_000);
    letter(Source.GOOGLE, Reason.DAMAGED_ARCHIVE, damaged);
    letter(Source.GOOGLE, Reason.ZIP_ARCHIVE, "PK\u0003\u0004 and more".getBytes(UTF_8));
    letter(Source.GOOGLE, Reason.NOT_JSON, "looked into".getBytes(UTF_8));
    assertThat(erase()).isEqualTo(2);
    assertThat(left()).containsExactly("looked into");
  }
}
