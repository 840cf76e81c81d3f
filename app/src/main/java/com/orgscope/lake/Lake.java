package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.NamedQueries.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The lake's front: rows go in by {@link #append} and {@link #derive}, answers come out by {@link
 * #ask}. Every write is one Iceberg commit, so a reader sees all of it or nothing; several
 * processes may write at once.
 */
@Component
public final class Lake {
  private final Appends appends;
  private final Derivations derivations;
  private final NamedQueries questions;
  private final EventKeys eventKeys;
  private final DueDayStore dueDays;
  private final Erasure erasure;
  private final Summaries summaries;
  private final TenantDrop tenantDrop;

  @Autowired
  Lake(
      LakeContext shop,
      ObjectProvider<Withholding> withholding,
      ObjectProvider<PeopleLeftOut> leftOut) {
    this(
        shop,
        withholding.getIfAvailable(() -> Withholding.NONE),
        leftOut.getIfAvailable(() -> PeopleLeftOut.NONE));
  }

  Lake(LakeContext shop, Withholding withholding) {
    this(shop, withholding, PeopleLeftOut.NONE);
  }

  Lake(LakeContext shop, Withholding withholding, PeopleLeftOut leftOut) {
    WithheldNames withheld = new WithheldNames(withholding);
    this.appends = new Appends(shop);
    this.derivations = new Derivations(shop, withheld);
    this.questions = new NamedQueries(shop, withheld, leftOut);
    this.eventKeys = new EventKeys(shop.tables(), shop.engine(), shop.listener());
    this.dueDays = shop.dueDays();
    this.erasure = new Erasure(shop);
    this.summaries = new Summaries(shop, withheld, leftOut);
    this.tenantDrop = new TenantDrop(shop.tables());
  }

  /**
   * Stores a batch and moves the writer's positions in one commit; on return both are durable.
   *
   * <p>A position is a compare-and-set: it must still be what this {@code Lake} last read by {@link
   * #position} or wrote. Read it before you read the source it stands for. If another process moved
   * it meanwhile nothing is stored and a {@link Failure} of kind RETRY is thrown: read the position
   * again and start from there. An empty value removes a position, which is how a finished file
   * leaves nothing behind.
   *
   * @param positions new values by name; names are the tenant's own
   */
  public void append(TenantId tenant, EventBatch batch, Map<String, String> positions) {
    appends.append(tenant, batch, positions);
  }

  /**
   * Stores batches of several tenants and moves positions, all in one commit; on return it is
   * durable. Each move says what the position must still be in the very table that the commit
   * replaces. If one is not, nothing is stored and a {@link Failure} of kind RETRY is thrown.
   */
  public void append(Map<TenantId, EventBatch> batches, List<PositionChange> moves) {
    appends.append(batches, moves);
  }

  /**
   * Where a position stands, as of the last commit of any process, for a {@link PositionChange}
   * from it.
   */
  public Optional<String> position(LogPosition position) {
    return appends.look(position);
  }

  /** Where a writer stands, as of the last commit of any process. */
  public Optional<String> position(TenantId tenant, String name) {
    return appends.position(tenant, name);
  }

  /**
   * The keys of the stored events of the hour that begins with {@code hour}: upper and lower half
   * in turn, in unsigned order. Only the key and time columns of that day's files are read; hours
   * of one day and month asked in a row cost little more than the first.
   */
  public long[] eventKeys(TenantId tenant, Instant hour) {
    return eventKeys.of(tenant, hour);
  }

  /** Days with events that {@code app_usage_daily} may not yet know. */
  public SortedSet<LocalDate> dueDays(TenantId tenant) {
    return dueDays.marks(tenant).navigableKeySet();
  }

  /**
   * Replaces whole days of {@code app_usage_daily} by the answer to a question, in one commit, and
   * then takes these days off the due list, unless events came meanwhile.
   *
   * <p>In the question {@code {sso_events}} holds the tenant's events of these days and of the last
   * 30 minutes before each, since a switch may cross midnight. Its answer has the columns of {@code
   * app_usage_daily} by name, without {@code tenant}; rows of days not asked for are dropped.
   */
  public void derive(
      TenantId tenant,
      LakeTable target,
      SortedSet<LocalDate> days,
      NamedQuery question,
      Map<String, ?> parameters) {
    derivations.derive(tenant, target, days, new Derivations.Asked(question, parameters));
  }

  /**
   * Says that what {@code app_usage_daily} holds of these days is no longer what their events say,
   * for another reason than new events.
   */
  public void markDue(TenantId tenant, Collection<LocalDate> days) {
    dueDays.mark(tenant, days);
  }

  /**
   * The months of which a table has a tenant's rows, each with a text that changes whenever its
   * files do.
   */
  public SortedMap<YearMonth, String> months(TenantId tenant, LakeTable table) {
    return summaries.months(tenant, table);
  }

  /**
   * Replaces a month of {@code metrics_monthly} by the answer to a question, in one commit. In it
   * {@code {app_usage_daily}} holds the tenant's rows of the month. Its answer has the columns of
   * {@code metrics_monthly} by name, without {@code tenant} and {@code month}.
   */
  public void summarize(
      TenantId tenant, YearMonth month, NamedQuery question, Map<String, ?> parameters) {
    summaries.summarize(tenant, month, question, parameters);
  }

  /**
   * Takes all rows of these people out of the tables that name people. On return no answer holds
   * one of them; their bytes go with the next maintenance that is older than {@code
   * orgscope.lake.snapshot-age}. Rows that are appended later are stored: whoever erases stops what
   * still comes in about these people first.
   *
   * @return how many rows went
   */
  public long erase(TenantId tenant, Set<PersonKey> people) {
    return erasure.erase(tenant, people, List.of());
  }

  /**
   * As {@link #erase(TenantId, Set)}, and in the same pass over the files of other keys on some
   * days.
   */
  public long erase(TenantId tenant, Set<PersonKey> people, List<PeopleLeftOut.Days> some) {
    return erasure.erase(tenant, people, some);
  }

  /**
   * Takes all rows of a tenant out of every table, and their files off the disk.
   *
   * @return how many rows went
   */
  public long drop(TenantId tenant) {
    return tenantDrop.drop(tenant);
  }

  /**
   * A text that every commit to the table changes, whichever tenant's, and so does what is withheld
   * of this one and who is left out: what was worked out under it still holds while it is the same.
   */
  public String version(TenantId tenant, LakeTable table) {
    return questions.version(tenant, table);
  }

  /**
   * Answers a question from the scope's rows in the window. The tables in the question hold nothing
   * else: other tenants, days and people are filtered out beneath it, and so are what is withheld
   * ({@link Withholding}) and who is left out ({@link PeopleLeftOut}); no file that Iceberg can
   * tell to be outside is opened.
   *
   * @param parameters values of the question's {@code $name}s: text, numbers, booleans, {@code
   *     LocalDate}, {@code Instant}, {@code UUID}, {@code PersonKey}, or a collection of one of
   *     these, which becomes a list
   */
  public <T> List<T> ask(
      NamedQuery question,
      Scope scope,
      TimeWindow window,
      Map<String, ?> parameters,
      Function<Row, T> reader) {
    return questions.ask(
        new NamedQueries.Asked(question, scope, window, Rows.TOLD), parameters, reader);
  }

  /**
   * Answers a question from the rows that {@link #ask} leaves out, of everybody: for counting them,
   * and for nothing that is said of people or names an application.
   */
  public <T> List<T> askWithheld(
      NamedQuery question,
      TenantId tenant,
      TimeWindow window,
      Map<String, ?> parameters,
      Function<Row, T> reader) {
    return questions.ask(
        new NamedQueries.Asked(question, Scope.everybody(tenant), window, Rows.WITHHELD),
        parameters,
        reader);
  }

  /**
   * As {@link #ask} and {@link #askWithheld}, also of whoever is left out of every other answer:
   * for what somebody is given of themselves, and for which days are to be counted anew.
   */
  public <T> List<T> askHeld(
      NamedQuery question,
      Scope scope,
      TimeWindow window,
      Map<String, ?> parameters,
      boolean withheld,
      Function<Row, T> reader) {
    Rows rows = withheld ? Rows.HELD_WITHHELD : Rows.HELD;
    return questions.ask(new NamedQueries.Asked(question, scope, window, rows), parameters, reader);
  }
}
