package com.orgscope.directory;

import static com.orgscope.directory.TestDirectory.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.testing.TestDatabase;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that take the place of others, seen by a process that knew the earlier ones and by a new
 * one.
 */
class KeyRotationTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Database DATABASE = TestDatabase.fresh();

  @TempDir Path home;
  private TenantId tenant = ACME;
  private static int companies;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void a_tenant() {
    tenant = new TenantId("acme-" + companies++);
    keys(TestDirectory.places(home)).make(TestDirectory.tenant(tenant), NOW);
  }

  @Test
  void what_was_sealed_before_opens_and_pseudonyms_stay() {
    TenantKeys known = keys(TestDirectory.places(home));
    byte[] before = known.of(tenant).seal(new byte[] {7}, "place");
    byte[] pseudonym = known.of(tenant).derived("p");

    rotation(TestDirectory.places(home)).rotate(caller(), true);

    TenantKeys fresh = keys(TestDirectory.places(home));
    byte[] after = fresh.of(tenant).seal(new byte[] {9}, "place");
    assertThat(fresh.of(tenant).open(before, "place")).containsExactly(7);
    assertThat(fresh.of(tenant).derived("p")).isEqualTo(pseudonym);
    assertThat(sealedBy(after)).as("another key").isNotEqualTo(sealedBy(before));
    assertThat(known.of(tenant).open(after, "place"))
        .as("by a process that began before the rotation")
        .containsExactly(9);
    assertThat(sealedBy(known.of(tenant).seal(new byte[] {1}, "place")))
        .as("it seals by the new key from then on")
        .isEqualTo(sealedBy(after));
  }

  @Test
  void what_wraps_is_another_key_and_the_earlier_one_stays_until_it_is_destroyed()
      throws IOException {
    KeyRotation rotation = rotation(TestDirectory.places(home));
    String first = rotation.wrapping(tenant).under();
    TenantKey.Wrapped backup = stored();
    byte[] sealed = keys(TestDirectory.places(home)).of(tenant).seal(new byte[] {7}, "place");

    rotation.rotate(caller(), false);

    assertThat(rotation.wrapping(tenant).under()).isNotEqualTo(first);
    assertThat(rotation.wrapping(tenant).earlier()).containsExactly(first);
    assertThat(files()).hasSize(2);
    assertThat(unwrapped(backup)).as("a backup of before").isNotNull();

    assertThat(rotation.destroyEarlier(caller())).isEqualTo(1);
    assertThat(rotation.destroyEarlier(caller())).isZero();
    assertThat(files()).hasSize(1);
    assertThatThrownBy(() -> unwrapped(backup)).hasMessageContaining("is missing");
    assertThat(keys(TestDirectory.places(home)).of(tenant).open(sealed, "place"))
        .containsExactly(7);
  }

  @Test
  void keys_move_into_a_service_and_back() {
    byte[] sealed = keys(TestDirectory.places(home)).of(tenant).seal(new byte[] {7}, "place");
    try (KmsDouble google = new KmsDouble();
        KeyPlaces service =
            new KeyPlaces(
                new Home(home), google.settings(Duration.ofSeconds(20)), Residency.UNBOUND)) {
      rotation(service).rotate(caller(), false);
      assertThat(rotation(service).wrapping(tenant).under()).startsWith("gcp-kms://");
      assertThat(keys(service).of(tenant).open(sealed, "place")).containsExactly(7);

      TenantKeys known = keys(service);
      assertThat(known.of(tenant)).isNotNull();
      google.fail(Status.PERMISSION_DENIED, 1);
      assertThatThrownBy(() -> keys(service).of(tenant)).hasMessageContaining("rights");
      assertThat(known.of(tenant).open(sealed, "place"))
          .as("what is known needs nobody")
          .containsExactly(7);

      try (KeyPlaces back =
          new KeyPlaces(
              new Home(home),
              new KeySettings(
                  "",
                  google.settings(Duration.ofSeconds(20)).kmsEndpoint(),
                  Duration.ofSeconds(20)),
              Residency.UNBOUND)) {
        rotation(back).rotate(caller(), false);
        assertThat(rotation(back).wrapping(tenant).under()).startsWith("file:");
        assertThat(rotation(back).destroyEarlier(caller())).isEqualTo(2);
      }
    }
    assertThat(keys(TestDirectory.places(home)).of(tenant).open(sealed, "place"))
        .containsExactly(7);
  }

  @Test
  void killed_at_any_step_everything_opens_and_the_next_rotation_ends_it() {
    byte[] sealed = keys(TestDirectory.places(home)).of(tenant).seal(new byte[] {7}, "place");
    TenantStore store = new TenantStore(DATABASE, Residency.UNBOUND);
    KeyPlaces places = TestDirectory.places(home);

    var unused = places.make(tenant);
    opens(sealed);
    String noted = places.make(tenant);
    store.noteKey(tenant, noted);
    opens(sealed);
    assertThatThrownBy(() ->
            store.rewrap(
                tenant,
                noted,
                before -> {
                  throw new IllegalStateException("killed");
                }))
        .hasMessage("killed");
    opens(sealed);
    assertThatThrownBy(() ->
            store.destroyEarlier(
                tenant,
                key -> {
                  places.destroy(key);
                  throw new IllegalStateException("killed");
                }))
        .hasMessage("killed");
    opens(sealed);
    assertThatThrownBy(() -> rewrapUnderDestroyed(store, places, noted))
        .as("a key that is gone takes nothing over")
        .hasMessageContaining("is missing");

    rotation(places).rotate(caller(), false);
    assertThat(rotation(places).destroyEarlier(caller())).isEqualTo(2);
    opens(sealed);
  }

  /**
   * A real process is killed where its next statement would say of a key that it was made, that it
   * wraps, and that the earlier ones are gone: the database holds it up there.
   */
  @Test
  void a_process_that_is_killed_in_a_rotation_leaves_keys_that_all_open() throws Exception {
    byte[] sealed = keys(TestDirectory.places(home)).of(tenant).seal(new byte[] {7}, "place");
    killedAt(
        RotationProcess.ROTATE, "cardinality(NEW.earlier_keys) > cardinality(OLD.earlier_keys)");
    assertThat(files()).as("made, and not noted").hasSize(2);
    opens(sealed);
    killedAt(RotationProcess.ROTATE, "NEW.wrapped_under <> OLD.wrapped_under");
    assertThat(rotation(TestDirectory.places(home)).wrapping(tenant).earlier())
        .as("noted, and wraps nothing")
        .hasSize(1);
    assertThat(files()).hasSize(3);
    opens(sealed);

    rotation(TestDirectory.places(home)).rotate(caller(), false);
    killedAt(RotationProcess.DESTROY, "NEW.earlier_keys = '{}'");
    assertThat(files()).as("destroyed, and still noted").hasSize(2);
    assertThat(rotation(TestDirectory.places(home)).wrapping(tenant).earlier()).hasSize(2);
    opens(sealed);
    rotation(TestDirectory.places(home)).rotate(caller(), true);
    assertThat(rotation(TestDirectory.places(home)).destroyEarlier(caller())).isEqualTo(3);
    assertThat(files()).as("the one that nobody noted, and the one that wraps").hasSize(2);
    opens(sealed);
  }

  /**
   * @param when of the update that the process waits in until it is killed
   */
  private void killedAt(String what, String when) throws Exception {
    try (Connection owner = TestDatabase.asOwner(DATABASE);
        Statement sql = owner.createStatement()) {
      sql.execute("SELECT pg_advisory_lock(1616)");
      sql.execute(
          """
          CREATE FUNCTION directory.waits() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_advisory_xact_lock(1616); RETURN NEW; END $$
          """);
      sql.execute("GRANT EXECUTE ON FUNCTION directory.waits() TO PUBLIC");
      sql.execute(
          "CREATE TRIGGER waits BEFORE UPDATE ON directory.tenant_key FOR EACH ROW WHEN (%s) EXECUTE FUNCTION directory.waits()"
              .formatted(when));
      Process victim = RotationProcess.start(DATABASE, home, tenant, what);
      try {
        until(
            sql,
            "SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 1616");
        assertThat(victim.isAlive()).isTrue();
      } finally {
        victim.destroyForcibly().waitFor();
      }
      sql.execute("SELECT pg_advisory_unlock(1616)");
      until(sql, "SELECT count(*) = 0 FROM pg_locks WHERE locktype = 'advisory' AND objid = 1616");
      sql.execute("DROP TRIGGER waits ON directory.tenant_key");
      sql.execute("DROP FUNCTION directory.waits()");
    }
  }

  private static void until(Statement sql, String holds) throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    boolean held = false;
    while (!held) {
      assertThat(System.nanoTime()).as(holds).isLessThan(end);
      try (ResultSet row = sql.executeQuery(holds)) {
        held = row.next() && row.getBoolean(1);
      }
    }
  }

  @Test
  void a_key_that_was_destroyed_after_it_was_noted_takes_nothing_over() {
    TenantStore store = new TenantStore(DATABASE, Residency.UNBOUND);
    KeyPlaces places = TestDirectory.places(home);
    String noted = places.make(tenant);
    store.noteKey(tenant, noted);
    var wrapping = places.open(noted);
    assertThat(rotation(places).destroyEarlier(caller())).isEqualTo(1);

    assertThatThrownBy(() ->
            store.rewrap(
                tenant,
                noted,
                before ->
                    TenantKey.unwrap(tenant, before, places.open(before.under()))
                        .wrapped(tenant, wrapping, noted)))
        .hasMessageContaining("destroyed meanwhile");
    assertThat(keys(places).of(tenant)).isNotNull();
  }

  @Test
  void a_home_of_an_earlier_version_works_on_and_its_one_key_goes_with_the_last_it_wraps()
      throws IOException {
    TenantId second = new TenantId("acme-" + companies++);
    keys(TestDirectory.places(home)).make(TestDirectory.tenant(second), NOW);
    byte[] sealed = keys(TestDirectory.places(home)).of(tenant).seal(new byte[] {7}, "place");
    Files.copy(files().getFirst(), home.resolve("keys/master.json"));
    wrapUnderShared(tenant);
    wrapUnderShared(second);
    KeyRotation rotation = rotation(TestDirectory.places(home));
    Caller theirs = Caller.commandLine(second, "tess");
    rotation.destroyEarlier(caller());
    rotation.destroyEarlier(theirs);
    assertThat(files()).isEmpty();
    opens(sealed);

    rotation.rotate(caller(), false);
    assertThatThrownBy(() -> rotation.destroyEarlier(caller()))
        .hasMessageContaining("still wraps the keys of " + second);
    assertThat(home.resolve("keys/master.json")).exists();
    rotation.rotate(theirs, false);
    assertThat(rotation.destroyEarlier(caller())).isEqualTo(1);
    assertThat(rotation.destroyEarlier(theirs)).isEqualTo(1);
    assertThat(home.resolve("keys/master.json")).doesNotExist();
    opens(sealed);
  }

  @Test
  void a_tenant_that_goes_takes_the_shared_key_along_and_no_other_tenant() throws IOException {
    TenantId second = new TenantId("acme-" + companies++);
    keys(TestDirectory.places(home)).make(TestDirectory.tenant(second), NOW);
    byte[] theirs = keys(TestDirectory.places(home)).of(second).seal(new byte[] {7}, "place");
    Files.copy(files().getFirst(), home.resolve("keys/master.json"));
    wrapUnderShared(tenant);
    wrapUnderShared(second);
    TenantKey.Wrapped backup = stored();
    TenantDeparture departure = departure();
    departure.begin(tenant);

    assertThat(departure.destroyKeys(tenant)).isEqualTo(2);
    assertThat(departure.destroyKeys(tenant)).as("killed and asked again").isEqualTo(2);

    assertThat(home.resolve("keys/master.json")).doesNotExist();
    assertThatThrownBy(() -> unwrapped(backup)).hasMessageContaining("is missing");
    assertThat(keys(TestDirectory.places(home)).of(second).open(theirs, "place"))
        .containsExactly(7);
  }

  @Test
  void a_process_that_knew_a_tenants_keys_forgets_them_when_it_goes() {
    long[] nanos = {0};
    TenantKeys known =
        new TenantKeys(
            new TenantStore(DATABASE, Residency.UNBOUND),
            TestDirectory.places(home),
            new MonotonicTime() {
              @Override
              public long nanos() {
                return nanos[0];
              }

              @Override
              public boolean passUntil(long at) {
                nanos[0] = at;
                return true;
              }
            });
    assertThat(known.of(tenant)).isNotNull();
    departure().begin(tenant);
    nanos[0] = Duration.ofSeconds(61).toNanos();
    assertThatThrownBy(() -> known.of(tenant)).hasMessageContaining("there is no tenant");
  }

  private TenantDeparture departure() {
    KeyPlaces places = TestDirectory.places(home);
    return new TenantDeparture(
        new TenantStore(DATABASE, Residency.UNBOUND), keys(places), places, () -> NOW);
  }

  private void wrapUnderShared(TenantId whose) {
    TenantStore store = new TenantStore(DATABASE, Residency.UNBOUND);
    KeyPlaces places = TestDirectory.places(home);
    store.noteKey(whose, KeyFiles.SHARED);
    store.rewrap(
        whose,
        KeyFiles.SHARED,
        before ->
            TenantKey.unwrap(whose, before, places.open(before.under()))
                .wrapped(whose, places.open(KeyFiles.SHARED), KeyFiles.SHARED));
  }

  @Test
  void a_key_set_of_another_tenant_or_under_another_key_does_not_open() {
    TenantKey.Wrapped mine = stored();
    assertThatThrownBy(() ->
            TenantKey.unwrap(
                new TenantId("other"), mine, TestDirectory.places(home).open(mine.under())))
        .hasMessageContaining("tenant other");
    KeyPlaces places = TestDirectory.places(home);
    String another = places.make(tenant);
    assertThatThrownBy(() -> TenantKey.unwrap(tenant, mine, places.open(another)))
        .hasMessageContaining("is not the key they were made under");
  }

  private void rewrapUnderDestroyed(TenantStore store, KeyPlaces places, String key) {
    store.rewrap(
        tenant,
        key,
        before ->
            TenantKey.unwrap(tenant, before, places.open(before.under()))
                .wrapped(tenant, places.open(key), key));
  }

  private void opens(byte[] sealed) {
    assertThat(keys(TestDirectory.places(home)).of(tenant).open(sealed, "place"))
        .containsExactly(7);
  }

  /** Tink writes the key's number before what it sealed. */
  private static List<Byte> sealedBy(byte[] sealed) {
    return List.of(sealed[1], sealed[2], sealed[3], sealed[4]);
  }

  private TenantKey.Wrapped stored() {
    return new TenantStore(DATABASE, Residency.UNBOUND).keys(tenant).orElseThrow();
  }

  private TenantKey.Sets unwrapped(TenantKey.Wrapped wrapped) {
    return TenantKey.unwrap(tenant, wrapped, TestDirectory.places(home).open(wrapped.under()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("keys/tenants"))) {
      return files.toList();
    }
  }

  private Caller caller() {
    return Caller.commandLine(tenant, "tess");
  }

  private static TenantKeys keys(KeyPlaces places) {
    return new TenantKeys(new TenantStore(DATABASE, Residency.UNBOUND), places);
  }

  private static KeyRotation rotation(KeyPlaces places) {
    return new KeyRotation(
        new TenantStore(DATABASE, Residency.UNBOUND), keys(places), places, TestDirectory.OPEN);
  }
}
