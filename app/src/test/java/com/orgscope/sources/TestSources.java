package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.TestAccess;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.EventIdentity;
import com.orgscope.ingest.TestIdentity;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Everything around one source of one new tenant: real rows in PostgreSQL, an event log in memory,
 * time that a test turns on. Each {@link #process()} is as a process of its own.
 */
public final class TestSources {
  private static final EventIdentity IDENTITY =
      TestIdentity.at(() -> TestClock.BEGIN.plus(Duration.ofDays(1)));
  private static final AtomicInteger TENANTS = new AtomicInteger();
  private static final SourcesSettings SETTINGS =
      new SourcesSettings(
          8,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          DataSize.ofMegabytes(8),
          DataSize.ofKilobytes(1));

  private final Shared shared;
  private final TestClock clock;
  private final RecordingIntake intake;
  private final TenantId tenant;
  private volatile boolean annIsErased;
  private final Provider provider;

  /** Of a process that asks something besides its streams. */
  private final AccessTokens tokens = new AccessTokens();

  /** What the tests of one JVM have in common. */
  private record Shared(Database database, TenantEncryption seals, Path home, Wire wire) {
    private static final Shared IT = make();

    private static Shared make() {
      try {
        Database database = TestDatabase.fresh();
        Path home = Files.createTempDirectory("sources");
        return new Shared(database, TestDirectory.seals(database, home), home, new Wire(SETTINGS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public TestSources(Provider provider, TestClock clock) {
    this(Shared.IT, provider, clock);
  }

  /** On a database of its own, for drivers that take whatever is due. */
  static TestSources alone(Provider provider, TestClock clock) {
    return new TestSources(Shared.make(), provider, clock);
  }

  private TestSources(Shared shared, Provider provider, TestClock clock) {
    this(shared, provider, clock, new TenantId("acme-" + TENANTS.incrementAndGet()));
    TestDirectory.on(shared.database(), shared.home(), TestDirectory.OPEN, clock)
        .tenants()
        .create(TestDirectory.tenant(tenant));
  }

  private TestSources(Shared shared, Provider provider, TestClock clock, TenantId tenant) {
    this.shared = shared;
    this.clock = clock;
    this.intake = new RecordingIntake(clock);
    this.provider = provider;
    this.tenant = tenant;
  }

  /** In a process of its own, on what another one made. */
  static TestSources joined(Place place, Provider provider, TestClock clock) {
    Database database = TestServer.inAnotherProcess(place.database());
    return new TestSources(
        new Shared(
            database,
            TestDirectory.seals(database, place.home()),
            place.home(),
            new Wire(SETTINGS)),
        provider,
        clock,
        place.tenant());
  }

  /** What another process finds this by. */
  record Place(String database, Path home, TenantId tenant) {}

  Place place() {
    return new Place(TestServer.nameOf(shared.database()), shared.home(), tenant);
  }

  /** Cuts the connections by which processes are known as alive. */
  void cutPresences() throws SQLException {
    try (java.sql.Connection owner = TestDatabase.asOwner(shared.database());
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_locks
          WHERE locktype = 'advisory'
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          """);
    }
  }

  /** As {@link #connect}, and has hours certified. */
  public void connectCertified(Instant since, Map<String, String> settings) {
    connect(since, settings);
    List<String> names = new ArrayList<>(provider.streams(connection()));
    names.add(Certifier.STREAM);
    streams().keep(caller(), provider.source(), names, clock.now());
  }

  private Connection connection() {
    return connections().of(tenant, provider.source());
  }

  private Certifier certifier() {
    return new Certifier(
        new HourStore(shared.database()),
        streams(),
        this::stored,
        TestIdentity.at(() -> TestClock.BEGIN.plus(Duration.ofDays(1)), () -> annIsErased));
  }

  /** Everybody in the doubles' logs is Ann Ash. */
  void eraseAnn() {
    annIsErased = true;
    intake.lose(element -> true);
  }

  /** What a lake would hold of what arrived. */
  private long[] stored(TenantId of, Instant hour) {
    clock.step();
    TreeSet<UUID> keys = new TreeSet<>(TestSources::unsigned);
    for (byte[] payload : intake.payloads()) {
      IDENTITY
          .reader(of, provider.source())
          .each(
              payload,
              (micros, high, low) -> {
                if (Instant.EPOCH
                    .plus(micros, ChronoUnit.MICROS)
                    .truncatedTo(ChronoUnit.HOURS)
                    .equals(hour)) {
                  keys.add(new UUID(high, low));
                }
              });
    }
    return keys.stream()
        .flatMapToLong(
            key -> LongStream.of(key.getMostSignificantBits(), key.getLeastSignificantBits()))
        .toArray();
  }

  private static int unsigned(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  List<HourStore.Row> hours() {
    return new HourStore(shared.database()).rows(caller(), Instant.EPOCH, clock.now());
  }

  /** As a second reading leaves so many hours that found nothing missing. */
  public static void certify(
      Database database, TenantId tenant, Source source, Instant from, int hours) {
    HourStore stored = new HourStore(database);
    UUID same = new UUID(1, 1);
    for (int i = 0; i < hours; i++) {
      Instant hour = from.truncatedTo(ChronoUnit.HOURS).plus(i, ChronoUnit.HOURS);
      Instant read = hour.plus(Duration.ofDays(1));
      stored.put(
          tenant, new HourStore.Row(source, hour, 60, 60, 0, same, same, 1, read, read, null));
    }
  }

  /** The front that the night asks. */
  public Completeness completeness() {
    return new Completeness(
        List.of(provider),
        connections(),
        new HourStore(shared.database()),
        TestAccess.on(
            shared.database(),
            TestAudit.on(shared.database()),
            TestDirectory.on(shared.database(), shared.home(), TestDirectory.OPEN, clock),
            clock),
        clock);
  }

  /** Connects the source; nothing before {@code since} is asked for. */
  public void connect(Instant since, Map<String, String> settings) {
    Connection connection = new Connection(tenant, provider.source(), since, settings);
    connections().keep(caller(), connection);
    streams().keep(caller(), provider.source(), provider.streams(connection), clock.now());
  }

  public TenantId tenant() {
    return tenant;
  }

  public Caller caller() {
    return Caller.system(tenant, "test");
  }

  private Connections connections() {
    return new Connections(new ConnectionStore(shared.database()), shared.seals(), clock);
  }

  StreamStore streams() {
    return new StreamStore(shared.database());
  }

  /** One reading of a stretch of the log, as whoever knows no better would do it. */
  public List<byte[]> read(String stream, Instant from, Instant until) {
    List<byte[]> all = new ArrayList<>();
    provider.read(
        new ProviderClient(connection(), means(tokens)), stream, from, until, all::addAll);
    return all;
  }

  /** What the source says when it is tried with other settings; nothing is kept. */
  SourceTrial tried(SeatList list, Map<String, String> settings) {
    Connection connection =
        new Connection(tenant, provider.source(), TestClock.BEGIN, Map.copyOf(settings));
    return SourceTrials.look(
        provider,
        list,
        new ProviderClient(connection, means()),
        TestIdentity.preview(() -> TestClock.BEGIN.plus(Duration.ofDays(1))));
  }

  /** Who has an application, as a provider tells it. */
  public List<SeatHolder> holders(SeatList list, String application) {
    ProviderClient client = new ProviderClient(connection(), means(tokens));
    return list.of(client, list.id(client, application));
  }

  /** What such a reading says to be wrong with the list; empty if nothing is. */
  String faultOf(String stream, Instant from, Instant until) {
    ProviderClient providerClient = new ProviderClient(connection(), means());
    provider.read(providerClient, stream, from, until, page -> {});
    return String.valueOf(providerClient.fault()).replace("null", "");
  }

  private ProviderClient.Means means() {
    return means(new AccessTokens());
  }

  private ProviderClient.Means means(AccessTokens its) {
    return new ProviderClient.Means(
        shared.wire(),
        its,
        new BudgetStore(shared.database()),
        new DeliveredKeys(),
        SETTINGS,
        clock::until,
        clock);
  }

  public RecordingIntake intake() {
    return intake;
  }

  /** As if other tenants of an application used up all that it may ask for so long. */
  public void useUp(String application, Duration ahead) {
    new BudgetStore(shared.database())
        .take(
            new TenantId("others"),
            provider.source(),
            new BudgetStore.Cost(
                new RequestRate(1_000_000, Duration.ofSeconds(1)),
                new RequestRate.Everybodys(application, new RequestRate(1, ahead)),
                false),
            clock.now());
  }

  /** A process that knows nothing but what is stored. */
  public Process process() {
    return new Process(
        new PollRunner(
            List.of(provider),
            connections(),
            streams(),
            intake,
            certifier(),
            means(),
            new Random(1)));
  }

  /** The driver of a process, with threads of its own. */
  Pollers pollers() {
    SourcesSettings quick =
        new SourcesSettings(
            8,
            Duration.ofMillis(50),
            SETTINGS.pollInterval(),
            SETTINGS.leaseDuration(),
            SETTINGS.maxRateLimitWait(),
            SETTINGS.responseTimeout(),
            SETTINGS.maxRetryBackoff(),
            SETTINGS.faultRetryInterval(),
            SETTINGS.lagGaugeInterval(),
            SETTINGS.completenessGaugeInterval(),
            SETTINGS.maxResponseSize(),
            SETTINGS.maxPayloadSize());
    return new Pollers(
        new StreamPolls(
            List.of(provider),
            connections(),
            streams(),
            intake,
            certifier(),
            new StreamPolls.Asking(
                shared.wire(),
                new AccessTokens(),
                new BudgetStore(shared.database()),
                new DeliveredKeys(),
                quick,
                clock)),
        streams(),
        new PresenceStore(shared.database()),
        quick,
        clock);
  }

  /** What a process shows to whoever scrapes it. */
  SourceGauges gauges() {
    return new SourceGauges(streams(), completeness(), SETTINGS, clock);
  }

  /** As one process of a deployment. */
  public final class Process {
    private final PollRunner runner;

    private Process(PollRunner runner) {
      this.runner = runner;
    }

    /** Takes a turn at every stream that is due now; returns how many. */
    public int turns() {
      List<StreamStore.Held> held = claim(1000);
      held.forEach(one -> runner.run(one, () -> false));
      return held.size();
    }

    List<StreamStore.Held> claim(int most) {
      Instant now = clock.now();
      return streams().due(1000, now).stream()
          .filter(id -> id.tenant().equals(tenant))
          .limit(most)
          .map(id -> streams().claim(id, null, now, now.plus(SETTINGS.leaseDuration())))
          .flatMap(Optional::stream)
          .toList();
    }

    /** Lets time pass until every stream has once more been read to its end. */
    public void catchUp() {
      Instant begin = clock.now();
      for (int i = 0; i < 2000 && !caughtUpSince(begin); i++) {
        if (turns() == 0) {
          clock.advance(Duration.ofSeconds(10));
        }
      }
      assertThat(caughtUpSince(begin)).as("%s", status()).isTrue();
    }
  }

  private boolean caughtUpSince(Instant begin) {
    return status().stream()
        .allMatch(state -> state.caughtUpAt() != null && !state.caughtUpAt().isBefore(begin));
  }

  /** Kills whoever works at the n-th step from now. */
  public void killAtStep(long step) {
    clock.killAt(step);
  }

  public void letLive() {
    clock.letLive();
  }

  List<StreamStore.State> status() {
    return streams().states(caller());
  }

  /** What went wrong last, stream by stream; null where nothing did. */
  public List<@Nullable String> lastErrors() {
    List<@Nullable String> errors = new ArrayList<>();
    status().forEach(state -> errors.add(state.lastError()));
    return errors;
  }

  /** When the first stream is polled again. */
  public Instant nextAt() {
    return status().getFirst().nextAt();
  }

  /** The ids of the events that the event log has, by the double's own reading. */
  public Set<String> arrived(ProviderDouble source) {
    return intake.elements().stream()
        .map(source::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
