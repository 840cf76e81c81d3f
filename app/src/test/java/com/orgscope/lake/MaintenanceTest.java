package com.orgscope.lake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.ManifestEvaluator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are put together and let go, and no answer changes by it. */
@Tag("slow")
class MaintenanceTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final NamedQuery DAILY = new NamedQuery(MaintenanceTest.class, "daily");
  private static final TimeWindow YEAR =
      new TimeWindow(LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01"));
  private static final Duration AGES = Duration.ofDays(2);

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;
  private Maintenance maintenance;

  private Instant today = Instant.parse("2026-03-20T12:00:00Z");
  private final List<Path> opened = new ArrayList<>();
  private final Queue<Runnable> whileWriting = new ArrayDeque<>();
  private final Queue<Runnable> whileCompacting = new ArrayDeque<>();
  private final Queue<Runnable> whileErasing = new ArrayDeque<>();

  @BeforeEach
  void open() {
    LakeContext shop =
        TestLake.shop(
            database,
            home,
            () -> today,
            new LakeListener() {
              @Override
              public void written() {
                runOnce(whileWriting);
              }

              @Override
              public void opening(List<Path> files) {
                opened.addAll(files);
              }

              @Override
              public void compacting() {
                runOnce(whileCompacting);
              }

              @Override
              public void erasing() {
                runOnce(whileErasing);
              }
            });
    lake = new Lake(shop, Withholding.NONE);
    maintenance = new Maintenance(shop);
  }

  private static void runOnce(Queue<Runnable> steps) {
    Runnable step = steps.poll();
    if (step != null) {
      step.run();
    }
  }

  @Test
  void a_hundred_small_appends_end_in_few_files_with_the_same_answers() {
    for (int i = 0; i < 100; i++) {
      append(ACME, 10L * i, "2026-03-" + (10 + i % 10), i % 7, i % 5);
      if (i % 50 == 0) {
        append(OTHER, 10_000L + 10L * i, "2026-03-10", 1);
      }
    }
    List<String> before = events(ACME);
    lake.eventKeys(ACME, Instant.parse("2026-03-10T10:00:00Z"));
    assertThat(files(LakeTable.SSO_EVENTS, ACME)).isEqualTo(100);
    maintenance.compact(ACME);
    assertThat(files(LakeTable.SSO_EVENTS, ACME)).isEqualTo(10);
    assertThat(events(ACME)).hasSize(200).isEqualTo(before);
    assertThat(files(LakeTable.SSO_EVENTS, OTHER)).as("not asked for").isEqualTo(2);
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-10T10:00:00Z"))).hasSize(40);
    assertThat(manifests(LakeTable.SSO_EVENTS)).isLessThan(20);
  }

  @Test
  void a_day_that_still_arrives_is_left_alone_until_many_files_have_piled_up() {
    for (int i = 0; i < 7; i++) {
      append(ACME, 10L * i, "2026-03-20", 1);
      append(ACME, 1_000L + 10L * i, "2026-03-01", 1);
    }
    maintenance.maintain(List.of(ACME));
    assertThat(files(LakeTable.SSO_EVENTS, ACME)).as("seven of today, one of the 1st").isEqualTo(8);
    append(ACME, 100, "2026-03-20", 1);
    maintenance.maintain(List.of(ACME));
    assertThat(files(LakeTable.SSO_EVENTS, ACME)).isEqualTo(2);
    assertThat(maintenance.maintain(List.of(ACME)).rewritten().rows())
        .as("nothing left to do")
        .isZero();
  }

  @Test
  void daily_figures_of_a_month_that_is_over_become_one_file_sorted_by_person() {
    today = Instant.parse("2026-04-20T12:00:00Z");
    for (int day = 10; day < 30; day++) {
      append(ACME, day * 10L, "2026-03-" + day, 3, 1, 2);
    }
    append(ACME, 1_000, "2026-04-05", 1);
    derive();
    List<String> before = usage(ACME);
    assertThat(files(LakeTable.APP_USAGE_DAILY, ACME)).isEqualTo(21);
    maintenance.maintain(List.of(ACME));
    assertThat(files(LakeTable.APP_USAGE_DAILY, ACME)).as("March and a day of April").isEqualTo(2);
    assertThat(usage(ACME)).hasSize(61).isEqualTo(before);
    assertThat(ask("usage_as_stored", ACME, row -> row.getString("actor"))).isSorted();
    assertThat(accesses(ACME, LocalDate.parse("2026-03-12"))).isEqualTo(3);
  }

  @Test
  void a_late_event_changes_its_day_in_a_month_that_was_put_together() {
    today = Instant.parse("2026-04-20T12:00:00Z");
    append(ACME, 10, "2026-03-10", 1, 2);
    append(ACME, 20, "2026-03-11", 1, 2);
    derive();
    maintenance.maintain(List.of(ACME));
    append(ACME, 30, "2026-03-11", 2);
    derive();
    assertThat(accesses(ACME, LocalDate.parse("2026-03-10"))).isEqualTo(2);
    assertThat(accesses(ACME, LocalDate.parse("2026-03-11"))).isEqualTo(3);
    List<String> before = usage(ACME);
    maintenance.maintain(List.of(ACME));
    assertThat(files(LakeTable.APP_USAGE_DAILY, ACME)).isEqualTo(1);
    assertThat(usage(ACME)).isEqualTo(before);
    assertThat(vectors(LakeTable.APP_USAGE_DAILY)).isZero();
  }

  @Test
  void events_past_their_hot_days_are_archived_by_month_and_still_there_for_every_question() {
    today = Instant.parse("2026-03-20T12:00:00Z");
    append(ACME, 10, "2026-01-10", 1, 2);
    append(ACME, 20, "2026-01-11", 1, 2);
    append(ACME, 30, "2026-02-11", 1, 2);
    List<String> before = events(ACME);
    maintenance.retain(ACME, new Retention(30, null, null));
    maintenance.maintain(List.of(ACME));
    assertThat(folders(LakeTable.SSO_EVENTS, ACME))
        .containsExactly("day=2026-02-11", "month=2026-01");
    assertThat(events(ACME)).isEqualTo(before);
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-01-11T10:00:00Z")))
        .as("a late copy of an archived event is known")
        .containsExactly(-21, 21, -20, 20);
    append(ACME, 40, "2026-01-11", 3);
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-01-11T10:00:00Z"))).hasSize(6);
    maintenance.maintain(List.of(ACME));
    assertThat(folders(LakeTable.SSO_EVENTS, ACME))
        .containsExactly("day=2026-02-11", "month=2026-01");
    assertThat(events(ACME)).hasSize(7);
    derive();
    assertThat(accesses(ACME, LocalDate.parse("2026-01-11"))).isEqualTo(3);
  }

  @Test
  void every_file_is_its_owners_alone_in_folders_of_the_same_kind() throws IOException {
    append(ACME, 10, "2026-01-10", 1, 2);
    append(ACME, 30, "2026-03-11", 1, 2);
    derive();
    maintenance.retain(ACME, new Retention(30, null, null));
    maintenance.maintain(List.of(ACME));
    lake.erase(ACME, Set.of(Events.person(2)));
    assertThat(folders(LakeTable.SSO_EVENTS, ACME)).as("archive and all").contains("month=2026-01");
    Path lakes = home.resolve("lake");
    // As DuckDB makes what it spills while a question runs.
    Files.write(lakes.resolve("tmp").resolve("spilled"), new byte[1]);
    try (Stream<Path> all = Files.walk(lakes)) {
      List<Path> found = all.toList();
      assertThat(found).hasSizeGreaterThan(20);
      for (Path path : found) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void a_process_keeps_no_unpacked_library_of_duckdb_in_the_temporary_folder() throws IOException {
    events(ACME);
    String mapped = Files.readString(Path.of("/proc/self/maps"));
    assertThat(mapped).contains("libduckdb_java");
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.filter(f -> f.toString().matches(".*libduckdb_java.*\\.so")))
          .noneMatch(f -> mapped.contains(f.toString()));
    }
  }

  @Test
  void what_a_tenant_does_not_want_kept_goes_and_its_daily_figures_stay_as_they_were() {
    append(ACME, 10, "2026-01-10", 1, 2);
    append(ACME, 20, "2026-03-10", 1, 2);
    append(OTHER, 30, "2026-01-10", 1, 2);
    derive();
    maintenance.retain(ACME, new Retention(30, 60, null));
    assertThat(maintenance.maintain(List.of(ACME, OTHER)).removed().rows()).isEqualTo(2);
    assertThat(events(ACME)).hasSize(2);
    assertThat(events(OTHER)).hasSize(2);
    append(ACME, 40, "2026-01-10", 1);
    derive();
    assertThat(accesses(ACME, LocalDate.parse("2026-01-10")))
        .as("a late event of a day without its events does not replace the figures")
        .isEqualTo(2);
    assertThat(lake.dueDays(ACME)).isEmpty();
    assertThatThrownBy(() -> new Retention(90, 30, null)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> new Retention(90, null, 4000)).isInstanceOf(Failure.class);
  }

  @Test
  void a_lake_in_order_opens_no_other_tenants_file_and_reads_no_other_tenants_list() {
    List<TenantId> tenants = List.of(ACME, OTHER, new TenantId("globe"));
    for (int day = 1; day <= 12; day++) {
      Map<TenantId, EventBatch> batches = new HashMap<>();
      for (TenantId tenant : tenants) {
        long key = day * 10L + tenants.indexOf(tenant);
        String at = "2026-01-%02dT10:00:00Z".formatted(day);
        batches.put(tenant, Events.batch(Events.visit(key, at, 1, "Mail")));
      }
      lake.append(batches, List.of());
    }
    append(ACME, 1_000, "2026-03-19", 1);
    maintenance.retain(ACME, new Retention(30, null, null));
    assertThat(maintenance.maintain(tenants).rewritten().manifests()).isPositive();
    opened.clear();
    assertThat(events(ACME)).hasSize(13);
    assertThat(opened)
        .as("the archived month and a day")
        .hasSize(2)
        .allMatch(f -> f.toString().contains("tenant=acme/"));
    assertThat(listsWith(ACME)).isEqualTo(2).isLessThan(manifests(LakeTable.SSO_EVENTS));
  }

  @Test
  void an_erasure_that_comes_between_a_compactions_reading_and_its_commit_wins() {
    append(ACME, 10, "2026-03-10", 1, 2);
    append(ACME, 20, "2026-03-10", 1, 2);
    Lake another =
        new Lake(TestLake.shop(database, home, () -> today, LakeListener.NONE), Withholding.NONE);
    whileCompacting.add(() -> another.erase(ACME, Set.of(Events.person(1))));
    assertThat(maintenance.maintain(List.of(ACME)).putOff()).isEqualTo(1);
    assertThat(events(ACME)).hasSize(2).allMatch(e -> e.contains(Events.person(2).toString()));
    assertThat(maintenance.maintain(List.of(ACME)).putOff()).isZero();
    assertThat(files(LakeTable.SSO_EVENTS, ACME)).isEqualTo(1);
    assertThat(vectors(LakeTable.SSO_EVENTS)).isZero();
    assertThat(events(ACME)).hasSize(2).allMatch(e -> e.contains(Events.person(2).toString()));
  }

  @Test
  void a_compaction_that_comes_between_an_erasures_reading_and_its_commit_hides_nobody() {
    append(ACME, 10, "2026-03-10", 1, 2);
    append(ACME, 20, "2026-03-10", 1, 2);
    Maintenance another =
        new Maintenance(TestLake.shop(database, home, () -> today, LakeListener.NONE));
    whileErasing.add(() -> another.maintain(List.of(ACME)));
    assertThat(lake.erase(ACME, Set.of(Events.person(1)))).isEqualTo(2);
    assertThat(events(ACME)).hasSize(2).allMatch(e -> e.contains(Events.person(2).toString()));
    maintenance.maintain(List.of(ACME));
    assertThat(events(ACME)).hasSize(2);
  }

  @Test
  void events_appended_during_a_compaction_are_not_lost() {
    append(ACME, 10, "2026-03-10", 1, 2);
    append(ACME, 20, "2026-03-10", 1, 2);
    whileCompacting.add(() -> append(ACME, 30, "2026-03-10", 3));
    assertThat(maintenance.maintain(List.of(ACME)).putOff()).isZero();
    assertThat(events(ACME)).hasSize(5);
    assertThat(files(LakeTable.SSO_EVENTS, ACME)).isEqualTo(2);
  }

  @Test
  void days_derived_during_a_compaction_of_their_month_hold_what_is_newer() {
    today = Instant.parse("2026-04-20T12:00:00Z");
    append(ACME, 10, "2026-03-10", 1, 2);
    append(ACME, 20, "2026-03-11", 1, 2);
    derive();
    append(ACME, 30, "2026-03-11", 3);
    // The events' files are put together first, then those of the daily figures.
    whileCompacting.add(() -> {});
    whileCompacting.add(this::derive);
    maintenance.maintain(List.of(ACME));
    assertThat(accesses(ACME, LocalDate.parse("2026-03-11"))).isEqualTo(3);
    maintenance.maintain(List.of(ACME));
    assertThat(accesses(ACME, LocalDate.parse("2026-03-11"))).isEqualTo(3);
    assertThat(files(LakeTable.APP_USAGE_DAILY, ACME)).isEqualTo(1);
  }

  @Test
  void a_month_put_together_during_a_derivation_of_its_day_holds_the_day_once() {
    today = Instant.parse("2026-04-20T12:00:00Z");
    append(ACME, 10, "2026-03-10", 1, 2);
    append(ACME, 20, "2026-03-11", 1, 2);
    derive();
    append(ACME, 30, "2026-03-11", 3);
    Maintenance another =
        new Maintenance(TestLake.shop(database, home, () -> today, LakeListener.NONE));
    whileWriting.add(() -> another.maintain(List.of(ACME)));
    derive();
    assertThat(accesses(ACME, LocalDate.parse("2026-03-10"))).isEqualTo(2);
    assertThat(accesses(ACME, LocalDate.parse("2026-03-11"))).isEqualTo(3);
  }

  @Test
  void after_an_erasure_and_housekeeping_no_file_of_the_lake_holds_a_byte_of_the_person()
      throws IOException {
    today = Instant.now();
    String day = LocalDate.ofInstant(today, ZoneOffset.UTC).minusDays(3).toString();
    for (int i = 0; i < 3; i++) {
      lake.append(
          ACME,
          Events.batch(
              marked(10 * i + 1, day, "marker-session-" + i, "Markerville"),
              Events.visit(10 * i + 2, day + "T10:00:00Z", 2, "Mail")),
          Map.of("okta", "" + i));
    }
    derive();
    assertThat(filesWith(bytes(9))).as("they are there at first").isNotEmpty();
    assertThat(filesWith("marker-session-1".getBytes(UTF_8))).isNotEmpty();
    lake.erase(ACME, Set.of(Events.person(9)));
    maintenance.maintain(List.of(ACME));
    assertThat(filesWith(bytes(9))).as("old states can be read for a while").isNotEmpty();
    today = today.plus(AGES);
    maintenance.maintain(List.of(ACME));
    assertThat(filesWith(bytes(9))).isEmpty();
    assertThat(filesWith(Events.person(9).toString().getBytes(UTF_8))).isEmpty();
    assertThat(filesWith("marker-session".getBytes(UTF_8))).isEmpty();
    assertThat(filesWith("Markerville".getBytes(UTF_8))).isEmpty();
    assertThat(filesWith(bytes(2))).as("the search can find somebody").isNotEmpty();
    assertThat(events(ACME)).hasSize(3);
    assertThat(lake.position(ACME, "okta")).contains("2");
  }

  @Test
  void files_that_nobody_knows_go_when_they_are_old_and_not_before() throws IOException {
    today = Instant.now();
    append(ACME, 10, "2026-03-10", 1, 2);
    Path folder = home.resolve("lake/sso_events/data/tenant=acme/day=2026-03-10");
    Files.writeString(folder.resolve("left-behind.parquet"), "x");
    Files.writeString(home.resolve("lake/sso_events/metadata/left-behind.avro"), "x");
    Path spilled = home.resolve("lake/tmp/dead-engine");
    Files.createDirectories(spilled);
    Files.writeString(spilled.resolve("block"), "x");
    assertThat(maintenance.maintain(List.of(ACME)).removed().orphans().files()).isZero();
    today = today.plus(AGES);
    append(ACME, 20, "2026-03-10", 1, 2);
    MaintenanceReport report = maintenance.maintain(List.of(ACME));
    assertThat(report.removed().orphans().files()).isGreaterThanOrEqualTo(3);
    assertThat(folder.resolve("left-behind.parquet")).doesNotExist();
    assertThat(home.resolve("lake/sso_events/metadata/left-behind.avro")).doesNotExist();
    assertThat(spilled.resolve("block")).doesNotExist();
    assertThat(events(ACME)).hasSize(4);
    TestLake.open(database, home).append(ACME, new EventBatch(), Map.of("okta", "7"));
    assertThat(lake.position(ACME, "okta")).as("the table's own files stay").contains("7");
  }

  @Test
  void a_slow_writers_files_are_not_taken_and_a_writer_that_slept_too_long_gives_up() {
    today = Instant.now();
    append(ACME, 10, "2026-03-10", 1);
    Maintenance another =
        new Maintenance(TestLake.shop(database, home, () -> today, LakeListener.NONE));
    whileWriting.add(() -> {
      today = today.plus(Duration.ofHours(11));
      another.maintain(List.of(ACME));
    });
    append(ACME, 20, "2026-03-10", 1);
    assertThat(events(ACME)).hasSize(2);
    whileWriting.add(() -> {
      today = today.plus(AGES);
      another.maintain(List.of(ACME));
    });
    assertThatThrownBy(() -> append(ACME, 30, "2026-03-10", 1))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY));
    assertThat(events(ACME)).as("the table points at no file that is gone").hasSize(2);
    append(ACME, 30, "2026-03-10", 1);
    assertThat(events(ACME)).hasSize(3);
  }

  @Test
  void states_that_were_replaced_are_let_go_and_the_metadata_stays_small() throws IOException {
    today = Instant.now();
    for (int i = 0; i < 15; i++) {
      append(ACME, 10L * i, "2026-03-10", 1);
    }
    assertThat(snapshots(LakeTable.SSO_EVENTS)).isEqualTo(15);
    today = today.plus(AGES);
    MaintenanceReport report = maintenance.maintain(List.of(ACME));
    assertThat(report.removed().snapshots()).isGreaterThanOrEqualTo(15);
    assertThat(snapshots(LakeTable.SSO_EVENTS)).isEqualTo(1);
    assertThat(events(ACME)).hasSize(15);
    try (Stream<Path> all = Files.list(home.resolve("lake/sso_events/metadata"))) {
      assertThat(all.filter(f -> f.toString().endsWith(".avro"))).hasSizeLessThan(6);
    }
  }

  private Event marked(long key, String day, String session, String city) {
    return new Event(
        -key,
        key,
        Events.micros(day + "T10:00:00Z"),
        Source.OKTA,
        EventKind.VISIT,
        Events.person(9).value().getMostSignificantBits(),
        Events.person(9).value().getLeastSignificantBits(),
        "Mail",
        session,
        Outcome.SUCCESS,
        "198.51.100.0",
        city,
        "NO");
  }

  private void append(TenantId tenant, long key, String day, long... actors) {
    EventBatch batch = new EventBatch();
    for (int i = 0; i < actors.length; i++) {
      batch.add(Events.visit(key + i, day + "T10:00:00Z", actors[i], "Mail"));
    }
    lake.append(tenant, batch, Map.of());
  }

  private void derive() {
    lake.derive(
        ACME, LakeTable.APP_USAGE_DAILY, new TreeSet<>(lake.dueDays(ACME)), DAILY, Map.of());
  }

  private List<String> events(TenantId tenant) {
    return ask(
        "everything",
        tenant,
        row -> row.getString("event_key") + row.getString("actor") + row.getDate("day"));
  }

  private List<String> usage(TenantId tenant) {
    return ask(
        "usage",
        tenant,
        row -> row.getDate("day") + row.getString("actor") + row.getLong("accesses"));
  }

  private <T> List<T> ask(String question, TenantId tenant, Function<Row, T> reader) {
    return lake.ask(
        new NamedQuery(MaintenanceTest.class, question),
        Scope.everybody(tenant),
        YEAR,
        Map.of(),
        reader);
  }

  private long accesses(TenantId tenant, LocalDate day) {
    return lake.ask(
            new NamedQuery(MaintenanceTest.class, "accesses"),
            Scope.everybody(tenant),
            new TimeWindow(day, day.plusDays(1)),
            Map.of(),
            row -> row.getLong("accesses"))
        .getFirst();
  }

  private BaseTable table(LakeTable of) {
    return TestLake.shop(database, home, () -> today, LakeListener.NONE).tables().load(of);
  }

  private List<Planner.Planned> planned(LakeTable of, TenantId tenant) {
    return new Planner(new LocalFiles(home.resolve("lake"))).plan(table(of), tenant);
  }

  private int files(LakeTable of, TenantId tenant) {
    return planned(of, tenant).size();
  }

  private List<String> folders(LakeTable of, TenantId tenant) {
    return planned(of, tenant).stream()
        .map(f -> f.path().getName(f.path().getNameCount() - 2).toString())
        .toList();
  }

  private int snapshots(LakeTable of) {
    return table(of).operations().current().snapshots().size();
  }

  private int manifests(LakeTable of) {
    BaseTable table = table(of);
    return table.currentSnapshot().dataManifests(table.io()).size();
  }

  /** How many lists of files planning for a tenant has to read. */
  private long listsWith(TenantId tenant) {
    BaseTable table = table(LakeTable.SSO_EVENTS);
    return table.currentSnapshot().dataManifests(table.io()).stream()
        .filter(m ->
            ManifestEvaluator.forRowFilter(
                    Expressions.equal("tenant", tenant.value()),
                    table.specs().get(m.partitionSpecId()),
                    true)
                .eval(m))
        .count();
  }

  private int vectors(LakeTable of) {
    Map<String, String> summary = table(of).currentSnapshot().summary();
    return Integer.parseInt(summary.getOrDefault("total-delete-files", "0"));
  }

  /** A person's key as a file holds it. */
  private static byte[] bytes(long person) {
    return ByteBuffer.allocate(16)
        .putLong(Events.person(person).value().getMostSignificantBits())
        .putLong(Events.person(person).value().getLeastSignificantBits())
        .array();
  }

  /** All files below the lake's folder in which these bytes stand. */
  private List<Path> filesWith(byte[] bytes) throws IOException {
    String wanted = new String(bytes, ISO_8859_1);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(home.resolve("lake"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, ISO_8859_1).contains(wanted)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
