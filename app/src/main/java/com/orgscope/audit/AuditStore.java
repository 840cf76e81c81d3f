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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
                .param("before", query.before(), Types.BIGINT)
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list());
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

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
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
   * @param good a seal that lies outside; the walk begins at its block, if there is one
   */
  Walked verify(Caller caller, Collection<Seal> seals, @Nullable Seal good) {
    return database.inTransactionAs(
        caller,
        sql -> {
          End end = end(sql);
          Chain chain = new Chain(caller.tenant(), seals);
          Block from = good == null ? null : block(sql, good);
          if (from == null) {
            chained(sql, chain, end);
          } else {
            chain.goOnAfter(from);
          }
          long beyond = chain.highest();
          long since = chain.blocks();
          blocks(sql, chain, end);
          Loose loose = loose(sql, since, Math.max(beyond, end.chained()));
          return new Walked(chain.end(end, loose), end);
        });
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
      Map<Long, StoredEntry> entries = entries(sql, next);
      next.forEach(block -> chain.next(block, entries));
    } while (!next.isEmpty() && !chain.isBroken());
  }

  private static Map<Long, StoredEntry> entries(JdbcClient sql, List<Block> of) {
    Long[] numbers = of.stream().flatMap(block -> block.entries().stream()).toArray(Long[]::new);
    Map<Long, StoredEntry> found = new HashMap<>();
    sql.sql(COLUMNS + "WHERE number = ANY (?)")
        .param(numbers)
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
