package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log's rows; they are added by functions of the database and by nothing else. */
@Component
final class AuditStore {
  private static final int ENTRIES_PER_STEP = 10_000;
  private static final int BLOCKS_PER_STEP = 100;
  private static final String COLUMNS =
      """
      SELECT number, at, principal, role, action, subject, reason, persons, encode(list, 'hex') AS list,
        address, request, previous, hash FROM audit.entry
      """;
  private static final String BLOCKS =
      "SELECT number, at, entries, digests, total, highest, previous, hash FROM audit.block ";
  private static final End NOTHING = new End(0, "", 0, Instant.EPOCH);

  private final Database database;
  private final int entriesPerStep;
  private final int blocksPerStep;

  @Autowired
  AuditStore(Database database) {
    this(database, ENTRIES_PER_STEP, BLOCKS_PER_STEP);
  }

  AuditStore(Database database, int entriesPerStep, int blocksPerStep) {
    this.database = database;
    this.entriesPerStep = entriesPerStep;
    this.blocksPerStep = blocksPerStep;
  }

  /**
   * Where a tenant's chain ends.
   *
   * @param entries in blocks or before the first
   * @param head hash of the last block, in hexadecimal
   * @param chained how many entries are before the first block
   * @param at when this was so, by the database's clock
   */
  record End(long entries, String head, long chained, Instant at) {}

  /**
   * What is in no block that was walked.
   *
   * @param unsealed entries that wait for their block
   * @param stranger the first entry that no block has and that waits for none
   * @param gone the first that waits for its block and is not there
   * @param unlisted the first entry of a block behind the one that was written last
   * @param listless the first entry about a list of people that is not there or was changed
   */
  record Loose(
      long unsealed,
      @Nullable Long stranger,
      @Nullable Long gone,
      @Nullable Long unlisted,
      @Nullable Long listless) {}

  /** What a walk found, and the end that it went to. */
  record Walked(ChainCheck found, End end) {}

  /**
   * @param list the digest of people who were listed before, instead of them
   */
  record Deed(
      String action, String subject, String reason, List<UUID> whom, byte @Nullable [] list) {
    Deed of(byte[] known) {
      return new Deed(action, subject, reason, List.of(), known);
    }
  }

  /**
   * @param noted who and from where, for the database to believe
   */
  void append(Caller caller, String noted, Deed deed) {
    database.runAs(
        caller,
        noted,
        sql ->
            sql.sql("SELECT audit.append(?, ?, ?, ?::uuid[], ?)")
                .param(deed.action())
                .param(deed.subject())
                .param(deed.reason())
                .param(deed.whom().stream().map(UUID::toString).toArray(String[]::new))
                .param(deed.list())
                .query(Long.class)
                .single());
  }

  /** The people of lists, by alias and by the list's digest in hexadecimal. */
  Map<String, List<UUID>> listed(Caller caller, Collection<String> lists) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<String, List<UUID>> found = new HashMap<>();
          sql.sql(
                  "SELECT encode(digest, 'hex') AS list, aliases FROM audit.listed"
                      + " WHERE encode(digest, 'hex') = ANY (?)")
              .param(lists.toArray(String[]::new))
              .query(row -> {
                found.put(row.getString("list"), List.of((UUID[]) array(row, "aliases")));
              });
          return found;
        });
  }

  /** Puts what was committed into blocks, of every tenant; each step is whole or not done. */
  void sealBlocks() {
    int made = 1;
    while (made > 0) {
      made = database.inTransactionAsSystem("audit", AuditStore::sealBlocks);
    }
  }

  /** As {@link #sealBlocks()}, of one tenant. */
  void sealBlocks(TenantId tenant) {
    int made = 1;
    while (made > 0) {
      made = database.inTransactionAs(Caller.system(tenant, "audit"), AuditStore::sealBlocks);
    }
  }

  private static int sealBlocks(JdbcClient sql) {
    return sql.sql("SELECT audit.seal_blocks()").query(Integer.class).single();
  }

  /** The newest first; people stand in entries of an older log by their own key. */
  List<StoredEntry> found(Caller caller, AuditQuery query, Aliases.Sought sought, int limit) {
    PersonKey person = query.person();
    UUID alias = query.alias();
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    COLUMNS
                        + """
                        WHERE (:since::timestamptz IS NULL OR at >= :since)
                          AND (:until::timestamptz IS NULL OR at < :until)
                          AND (:action::text IS NULL OR action IN (:action, 'refused: ' || :action))
                          AND (NOT :refused OR action LIKE 'refused: %')
                          AND (:actor::text IS NULL OR principal = :actor
                            OR principal = ANY (:actors))
                          AND (:person::text IS NULL OR subject = :person
                            OR principal = ANY (:them) OR persons && :aliases::uuid[]
                            OR list IN (SELECT l.digest FROM audit.listed l
                              WHERE l.aliases && :aliases::uuid[]))
                          AND (:alias::uuid IS NULL OR principal = 'alias:' || :alias
                            OR persons && ARRAY[:alias::uuid]
                            OR list IN (SELECT l.digest FROM audit.listed l
                              WHERE l.aliases && ARRAY[:alias::uuid]))
                          AND (:request::text IS NULL OR request = :request)
                          AND (:before::bigint IS NULL OR number < :before)
                        ORDER BY number DESC LIMIT :limit
                        """)
                .param("since", utc(query.since()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", utc(query.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("action", query.action(), Types.VARCHAR)
                .param("refused", query.refused())
                .param("actor", query.actor(), Types.VARCHAR)
                .param("actors", principals(sought.actors()))
                .param("person", person == null ? null : person.toString(), Types.VARCHAR)
                .param("them", principals(sought.people()))
                .param(
                    "aliases", sought.people().stream().map(UUID::toString).toArray(String[]::new))
                .param("alias", alias == null ? null : alias.toString(), Types.VARCHAR)
                .param("request", query.request(), Types.VARCHAR)
                .param("before", query.before(), Types.BIGINT)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list());
  }

  /** What follows a place in the chain, as it leaves the house. */
  Outbox.Batch after(TenantId tenant, long place) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql -> {
          List<StoredEntry> old =
              sql.sql(
                      COLUMNS
                          + """
                          WHERE number > ? AND number <= coalesce((SELECT chained FROM audit.chain), 0)
                          ORDER BY number LIMIT ?
                          """)
                  .params(place, Destination.MOST)
                  .query((row, number) -> entry(row))
                  .list();
          return old.isEmpty()
              ? blocksAfter(sql, tenant, place)
              : new Outbox.Batch(
                  old.stream().map(entry -> Ocsf.letter(tenant, entry)).toList(),
                  old.getLast().number());
        });
  }

  /** An entry that somebody took away has its place as before; that it is gone, a walk says. */
  private static Outbox.Batch blocksAfter(JdbcClient sql, TenantId tenant, long place) {
    List<Block> next =
        sql.sql(BLOCKS + "WHERE total > ? ORDER BY total LIMIT ?")
            .params(place, Destination.MOST)
            .query((row, number) -> block(row))
            .list();
    List<Long> numbers = new ArrayList<>();
    long reached = place;
    for (Block block : next) {
      int size = block.entries().size();
      long first = block.total() - size;
      int from = Math.toIntExact(Math.max(0, place - first));
      int to = Math.min(size, from + Destination.MOST - numbers.size());
      numbers.addAll(block.entries().subList(from, to));
      reached = first + to;
      if (to < size || numbers.size() == Destination.MOST) {
        break;
      }
    }
    Map<Long, StoredEntry> found = entries(sql, numbers);
    List<Letter> letters =
        numbers.stream()
            .map(found::get)
            .filter(Objects::nonNull)
            .map(entry -> Ocsf.letter(tenant, entry))
            .toList();
    return new Outbox.Batch(letters, reached);
  }

  /** Writes down what a walk of a whole log found. */
  void noteVerification(TenantId tenant, ChainCheck found) {
    long entries =
        switch (found) {
          case ChainCheck.Whole whole -> whole.entries();
          case ChainCheck.Broken broken -> broken.whole();
        };
    ChainCheck.Broken broken = found instanceof ChainCheck.Broken b ? b : null;
    database.runAs(
        Caller.system(tenant, "audit"),
        sql ->
            sql.sql(
                    """
                    INSERT INTO audit.verification (tenant, entries, broken_at, reason)
                    VALUES ((SELECT state.claimed_tenant()), ?, ?, ?)
                    """)
                .param(entries)
                .param(broken == null ? null : broken.entry())
                .param(broken == null ? null : broken.reason())
                .update());
  }

  Verified verified(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT clock_timestamp() AS now,
                      (SELECT e.at FROM audit.entry e ORDER BY e.number LIMIT 1) AS since,
                      v.at, coalesce(v.entries, 0) AS entries, v.broken_at, v.reason
                    FROM (SELECT) one LEFT JOIN LATERAL (
                      SELECT * FROM audit.verification ORDER BY number DESC LIMIT 1) v ON true
                    """)
                .query((row, number) ->
                    new Verified(
                        row.getObject("now", OffsetDateTime.class).toInstant(),
                        instant(row, "since"),
                        instant(row, "at"),
                        row.getLong("entries"),
                        row.getObject("broken_at", Long.class),
                        row.getString("reason")))
                .single());
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String[] principals(Collection<UUID> aliases) {
    return aliases.stream().map(StoredEntry::principal).toArray(String[]::new);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /**
   * The end is read first: blocks that are added meanwhile lie beyond it and are left alone.
   *
   * @param starts where the log may begin
   * @param good a seal that lies outside; the walk begins at its block, if there is one
   */
  Walked verify(Caller caller, List<Seal> seals, List<LogStart> starts, @Nullable Seal good) {
    return database.inTransactionAs(
        caller,
        sql -> {
          End end = end(sql);
          Chain chain = new Chain(caller.tenant(), seals);
          Block from = good == null ? null : block(sql, good);
          long beyond = 0;
          if (from == null) {
            begin(sql, chain, end, seals, starts);
          } else {
            chain.goOnAfter(from);
            beyond = chain.highest();
          }
          long since = chain.blocks();
          blocks(sql, chain, end);
          Loose loose = loose(sql, since, since == 0 ? end.chained() : beyond);
          return new Walked(chain.end(end, loose), end);
        });
  }

  /** At the first entry, or where somebody signed outside that the log begins. */
  private void begin(
      JdbcClient sql, Chain chain, End end, List<Seal> seals, List<LogStart> starts) {
    First first =
        sql.sql(
                """
                SELECT number AS block, entries[1] AS entry FROM audit.block ORDER BY number LIMIT 1
                """)
            .query((row, number) -> new First(row.getLong("block"), row.getLong("entry")))
            .optional()
            .orElse(new First(1, 0));
    if (first.block() == 1) {
      chained(sql, chain, end);
      return;
    }
    starts.stream()
        .filter(start -> start.block() == first.block() - 1)
        .filter(start -> isSealed(start, seals))
        .findFirst()
        .ifPresentOrElse(chain::beginAfter, () -> chain.cutOff(first.entry()));
  }

  /** The first block that there is, and its first entry; the last block is never removed. */
  private record First(long block, long entry) {}

  /** A start without its seal has nothing that it hangs on. */
  private static boolean isSealed(LogStart start, List<Seal> seals) {
    return start.seal() >= 1
        && start.seal() <= seals.size()
        && seals.get(start.seal() - 1).entries() == start.entries()
        && seals.get(start.seal() - 1).head().equals(start.head());
  }

  /**
   * The last block that only holds entries of before a time, that was sealed and that has left;
   * empty where nothing is old enough. The last of all stays.
   *
   * @param left up to where the chain has left the house
   */
  Optional<Block> lastBefore(Caller caller, Instant time, List<Seal> seals, long left) {
    Long[] ends = seals.stream().map(Seal::entries).filter(end -> end <= left).toArray(Long[]::new);
    Set<String> heads = seals.stream().map(Seal::head).collect(Collectors.toSet());
    return database.inTransactionAs(
        caller,
        sql ->
            sql
                .sql(
                    BLOCKS
                        + """
                        WHERE total = ANY (:ends)
                          AND number < (SELECT blocks FROM audit.chain)
                          AND number < coalesce((SELECT b.number FROM audit.block b
                            WHERE EXISTS (SELECT FROM audit.entry e
                              WHERE e.number = ANY (b.entries) AND e.at >= :time)
                            ORDER BY b.number LIMIT 1), 9223372036854775807)
                          AND NOT EXISTS (SELECT FROM audit.entry e, audit.chain c
                            WHERE e.number <= c.chained AND e.at >= :time)
                        ORDER BY number DESC
                        """)
                .param("ends", ends)
                .param("time", utc(time), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((row, number) -> block(row))
                .stream()
                .filter(block -> heads.contains(Chain.hex(block.hash())))
                .findFirst());
  }

  /**
   * Takes away what is up to the end of a block.
   *
   * @return how many entries went
   */
  long removeUntil(TenantId tenant, long block) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"),
        sql -> sql.sql("SELECT audit.remove_until(?)").param(block).query(Long.class).single());
  }

  private static End end(JdbcClient sql) {
    return sql.sql("SELECT entries, head, chained, clock_timestamp() AS at FROM audit.chain")
        .query((row, number) ->
            new End(
                row.getLong("entries"),
                Chain.hex(row.getBytes("head")),
                row.getLong("chained"),
                row.getObject("at", OffsetDateTime.class).toInstant()))
        .optional()
        .orElse(NOTHING);
  }

  private static @Nullable Block block(JdbcClient sql, Seal good) {
    return sql.sql(BLOCKS + "WHERE total = ? AND encode(hash, 'hex') = ?")
        .params(good.entries(), good.head())
        .query((row, number) -> block(row))
        .optional()
        .orElse(null);
  }

  private void chained(JdbcClient sql, Chain chain, End end) {
    long after = 0;
    for (long next = walk(sql, chain, after, end.chained()); next > after; ) {
      after = next;
      next = walk(sql, chain, after, end.chained());
    }
  }

  private long walk(JdbcClient sql, Chain chain, long after, long until) {
    return sql.sql(COLUMNS + "WHERE number > ? AND number <= ? ORDER BY number LIMIT ?")
        .params(after, until, entriesPerStep)
        .query((ResultSet rows) -> {
          long last = after;
          while (rows.next()) {
            chain.next(
                new Chain.Chained(entry(rows), rows.getBytes("previous"), rows.getBytes("hash")));
            last = rows.getLong("number");
          }
          return last;
        });
  }

  private void blocks(JdbcClient sql, Chain chain, End end) {
    List<Block> next = List.of();
    do {
      next =
          sql.sql(BLOCKS + "WHERE number > ? AND total <= ? ORDER BY number LIMIT ?")
              .params(chain.blocks(), end.entries(), blocksPerStep)
              .query((row, number) -> block(row))
              .list();
      Map<Long, StoredEntry> entries =
          entries(sql, next.stream().flatMap(block -> block.entries().stream()).toList());
      next.forEach(block -> chain.next(block, entries));
    } while (!next.isEmpty() && !chain.isBroken());
  }

  private static Map<Long, StoredEntry> entries(JdbcClient sql, List<Long> numbers) {
    Map<Long, StoredEntry> found = new HashMap<>();
    sql.sql(COLUMNS + "WHERE number = ANY (?)")
        .param(numbers.toArray(Long[]::new))
        .query((ResultSet row) -> {
          StoredEntry entry = entry(row);
          found.put(entry.number(), entry);
        });
    return found;
  }

  /** In one statement, so that an entry is either waiting or in a block. */
  private static Loose loose(JdbcClient sql, long sinceBlock, long beyond) {
    return sql.sql(
            """
            WITH inside AS (
              SELECT unnest(entries) AS number FROM audit.block WHERE number > ?
            ), good AS MATERIALIZED (
              SELECT digest FROM audit.listed
              WHERE digest = sha256(convert_to(array_to_string(aliases, ' '), 'UTF8'))
            )
            SELECT (SELECT count(*) FROM audit.unsealed) AS unsealed,
              (SELECT min(e.number) FROM audit.entry e
                WHERE e.number > ?
                  AND NOT EXISTS (SELECT FROM inside i WHERE i.number = e.number)
                  AND NOT EXISTS (SELECT FROM audit.unsealed u WHERE u.number = e.number)) AS stranger,
              (SELECT min(u.number) FROM audit.unsealed u
                WHERE NOT EXISTS (SELECT FROM audit.entry e WHERE e.number = u.number)) AS gone,
              (SELECT min(b.entries[1]) FROM audit.block b
                WHERE b.number > coalesce((SELECT c.blocks FROM audit.chain c), 0)) AS unlisted,
              (SELECT min(e.number) FROM audit.entry e
                WHERE e.number > ? AND e.list IS NOT NULL
                  AND NOT EXISTS (SELECT FROM good g WHERE g.digest = e.list)) AS listless
            """)
        .params(sinceBlock, beyond, beyond)
        .query((row, number) ->
            new Loose(
                row.getLong("unsealed"),
                row.getObject("stranger", Long.class),
                row.getObject("gone", Long.class),
                row.getObject("unlisted", Long.class),
                row.getObject("listless", Long.class)))
        .single();
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        List.of((Long[]) array(row, "entries")),
        Arrays.asList((byte[][]) array(row, "digests")),
        row.getLong("total"),
        row.getLong("highest"),
        row.getBytes("previous"),
        row.getBytes("hash"));
  }

  private static Object array(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    try {
      return array.getArray();
    } finally {
      array.free();
    }
  }

  private static StoredEntry entry(ResultSet row) throws SQLException {
    String address = row.getString("address");
    return new StoredEntry(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("principal"),
        row.getString("role"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("reason"),
        address == null
            ? null
            : new StoredEntry.Where(
                List.of((UUID[]) array(row, "persons")),
                Objects.requireNonNullElse(row.getString("list"), ""),
                address,
                row.getString("request")));
  }
}
