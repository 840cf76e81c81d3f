package com.orgscope.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EgressTest {
  @SuppressWarnings("NullAway.Init")
  private static Database database;

  private final TenantId acme = new TenantId("acme" + System.nanoTime());
  private final Caller it = new Caller(acme, Role.IT_SECURITY, "it", null);
  private final Egress egress = TestEgress.on(database);

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private void send(Egress by, Channel channel, byte[] body) {
    Database.<Boolean, RuntimeException>as(
        Login.WORKER,
        () -> {
          by.recorder(acme, channel).record("POST https://model.example.com/v1", body);
          return true;
        });
  }

  private void send(String body) {
    send(egress, Channel.MODEL, body.getBytes(UTF_8));
  }

  private Egress.Found found(String text, @Nullable Channel channel, int limit) {
    return found(it, text, channel, null, limit);
  }

  private Egress.Found found(
      Caller caller, String text, @Nullable Channel channel, @Nullable Long before, int limit) {
    return Database.<Egress.Found, RuntimeException>as(
        Login.PAGES,
        () -> egress.find(caller, new SentQuery(null, null, channel, text, before, limit)));
  }

  /** Alike but for a line, as questions to a model are. */
  private static String question(Random random, String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      text.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
    }
    return text + line;
  }

  @Test
  void every_byte_is_found_again_whatever_it_is() {
    Random random = new Random(7);
    byte[] bytes = new byte[70_000];
    random.nextBytes(bytes);
    List<byte[]> all = List.of(new byte[0], bytes, "Müller".getBytes(UTF_8), new byte[] {0, -1});
    all.forEach(body -> send(egress, Channel.MODEL, body));
    assertThat(TestEgress.bodies(database, acme, Channel.MODEL)).containsExactlyElementsOf(all);
    Sent sent = found("", null, 10).sent().getLast();
    assertThat(sent.digest()).isEqualTo(HexFormat.of().formatHex(Sha256.of(new byte[0])));
    assertThat(sent.recipient()).isEqualTo("POST https://model.example.com/v1");
  }

  @Test
  void what_is_looked_for_is_found_in_any_case_and_as_json_spells_it() {
    send("{\"user\":\"Sales, M\\u00fcller\"}");
    send("{\"user\":\"Engineering\"}");
    send(egress, Channel.AUDIT, "[{\"actor\":\"Sales\"}]".getBytes(UTF_8));
    assertThat(found("sALES", null, 10).sent()).hasSize(2);
    assertThat(found("sales", Channel.MODEL, 10).sent()).hasSize(1);
    assertThat(found("müller", null, 10).sent()).hasSize(1);
    assertThat(found("model.example", null, 10).sent()).hasSize(3);
    assertThat(found("nothing of it", null, 10))
        .extracting(Egress.Found::lookedAt, Egress.Found::next)
        .containsExactly(3L, null);
    Instant later = Instant.now().plus(Duration.ofHours(1));
    assertThat(egress.find(it, new SentQuery(later, null, null, "", null, 9)).sent()).isEmpty();
    assertThat(egress.find(it, new SentQuery(null, later, null, "", null, 9)).sent()).hasSize(3);
  }

  @Test
  void it_is_read_page_by_page_to_the_end() {
    for (int i = 0; i < 5; i++) {
      send("number " + i);
    }
    Egress.Found first = found("number", null, 3);
    assertThat(first.sent())
        .extracting(Sent::text)
        .containsExactly("number 4", "number 3", "number 2");
    Egress.Found second = found(it, "number", null, first.next(), 3);
    assertThat(second.sent()).extracting(Sent::text).containsExactly("number 1", "number 0");
    assertThat(second.next()).isNull();
  }

  @Test
  void questions_that_are_alike_take_little_space_also_for_another_process() {
    String base = question(new Random(1), "");
    for (int i = 0; i < 20; i++) {
      send(base + "signature " + i);
    }
    send(TestEgress.on(database), Channel.MODEL, (base + "of another process").getBytes(UTF_8));
    long kept =
        database.inTransactionAs(
            Caller.system(acme, "test"),
            sql -> sql.sql("SELECT sum(length(body)) FROM egress.sent").query(Long.class).single());
    assertThat(kept).as("twenty-one of %,d bytes", base.length()).isLessThan(base.length());
    assertThat(found("signature 13", null, 2).sent())
        .singleElement()
        .satisfies(one -> assertThat(one.text()).isEqualTo(base + "signature 13"));
  }

  @Test
  void nobody_but_it_of_the_same_company_sees_what_left() {
    send("ours");
    for (Role role : Role.values()) {
      PersonKey person =
          role == Role.MANAGER || role == Role.EMPLOYEE ? new PersonKey(new UUID(0, 1)) : null;
      Caller other = new Caller(acme, role, "x", person);
      if (role != Role.IT_SECURITY && role != Role.SYSTEM) {
        assertThat(found(other, "", null, null, 5).sent()).as(role.name()).isEmpty();
      }
    }
    Caller stranger = new Caller(new TenantId("other"), Role.IT_SECURITY, "it", null);
    assertThat(found(stranger, "", null, null, 5).sent()).isEmpty();
    long number = found("", null, 1).sent().getFirst().number();
    assertThat(egress.find(stranger, number)).isEmpty();
    assertThat(egress.find(it, number)).isPresent();
  }

  @Test
  void what_is_too_old_goes_and_what_is_kept_can_still_be_read() {
    String base = question(new Random(2), "");
    send(base + "one");
    send(base + "two");
    assertThat(removed(Instant.now().minus(Duration.ofDays(1)))).isZero();
    assertThat(found("two", null, 5).sent()).hasSize(1);
    assertThat(removed(Instant.now().plus(Duration.ofDays(1)))).isEqualTo(2);
    assertThat(found("", null, 5).sent()).isEmpty();
    assertThatThrownBy(() -> send(base + "three")).as("its dictionary went").isNotNull();
    send(base + "four");
    assertThat(found("four", null, 5).sent()).hasSize(1);
  }

  private long removed(Instant before) {
    return Database.<Long, RuntimeException>as(Login.WORKER, () -> egress.removeOld(acme, before));
  }

  @Test
  void an_address_is_shown_without_what_opens_it() {
    assertThat(Recorder.address(URI.create("https://key:secret@hooks.example.com:8443/a?token=1")))
        .isEqualTo("https://hooks.example.com:8443/a");
    assertThat(Recorder.host(URI.create("https://hooks.example.com/secret?token=1")))
        .isEqualTo("https://hooks.example.com");
  }
}
