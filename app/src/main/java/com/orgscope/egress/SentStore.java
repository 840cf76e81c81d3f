package com.orgscope.egress;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Database;
import com.orgscope.state.Findings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What left, packed. */
@Component
final class SentStore {
  private static final String COLUMNS =
      "SELECT number, at, channel, recipient, size, digest, dictionary, body FROM egress.sent ";

  /** Bodies are read until they have so many; the one that goes beyond is the last. */
  private static final long BYTES = 32L << 20;

  private static final SentQuery EVERYTHING = new SentQuery(null, null, null, "", null, 1);
  private static final int AT_ONCE = 200;

  private final Database database;

  SentStore(Database database) {
    this.database = database;
  }

  void add(TenantId tenant, Channel channel, String recipient, byte[] body, Packing.Packed packed) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    INSERT INTO egress.sent
                      (tenant, channel, recipient, size, digest, dictionary, body)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """)
                .params(tenant.value(), channel.name(), recipient, body.length)
                .param(Sha256.of(body))
                .param(packed.dictionary())
                .param(packed.bytes())
                .update());
  }

  /**
   * @return its number
   */
  long addDictionary(TenantId tenant, Channel channel, byte[] body) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    INSERT INTO egress.dictionary (tenant, channel, size, body)
                    VALUES (?, ?, ?, ?) RETURNING number
                    """)
                .params(tenant.value(), channel.name(), body.length)
                .param(Packing.pack(body, List.of()).bytes())
                .query(Long.class)
                .single());
  }

  /** The newest, the newest first. */
  List<Packing.Dictionary> dictionaries(TenantId tenant, Channel channel, int most) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    SELECT number, size, body FROM egress.dictionary
                    WHERE channel = ? ORDER BY number DESC LIMIT ?
                    """)
                .params(channel.name(), most)
                .query((row, number) -> dictionary(row))
                .list());
  }

  private static Packing.Dictionary dictionary(ResultSet row) throws SQLException {
    return new Packing.Dictionary(
        row.getLong("number"), Packing.plain(row.getBytes("body"), row.getInt("size"), null));
  }

  /**
   * Some that fit but for their text, the newest first: no more bytes at once than fit a process.
   */
  List<Sent> page(Caller caller, SentQuery query, @Nullable Long before, int most) {
    Channel channel = query.channel();
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<Long, byte[]> dictionaries = new HashMap<>();
          return sql.sql(
                  """
                  SELECT number, at, channel, recipient, size, digest, dictionary, body
                  FROM (SELECT f.*, sum(size::bigint) OVER (ORDER BY number DESC) - size AS before_it
                    FROM (SELECT * FROM egress.sent
                      WHERE (:since::timestamptz IS NULL OR at >= :since)
                        AND (:until::timestamptz IS NULL OR at < :until)
                        AND (:channel::text IS NULL OR channel = :channel)
                        AND (:before::bigint IS NULL OR number < :before)
                      ORDER BY number DESC LIMIT :most) f) g
                  WHERE before_it < :bytes
                  ORDER BY number DESC
                  """)
              .param("since", utc(query.since()))
              .param("until", utc(query.until()))
              .param("channel", channel == null ? null : channel.name())
              .param("before", before)
              .param("most", most)
              .param("bytes", BYTES)
              .query((row, number) -> sent(row, sql, dictionaries))
              .list();
        });
  }

  Optional<Sent> find(Caller caller, long number) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "WHERE number = ?")
                .param(number)
                .query((row, nth) -> sent(row, sql, new HashMap<>()))
                .optional());
  }

  List<Egress.Counted> counted(TenantId tenant) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    SELECT channel, regexp_replace(recipient, '^.*://([^/?]*).*$', '\\1') AS host,
                      count(*) AS sent, sum(size::bigint) AS bytes
                    FROM egress.sent WHERE tenant = (SELECT state.claimed_tenant())
                    GROUP BY 1, 2 ORDER BY sent DESC, channel, host LIMIT 100
                    """)
                .query((row, number) ->
                    new Egress.Counted(
                        Channel.valueOf(row.getString("channel")),
                        row.getString("host"),
                        row.getLong("sent"),
                        row.getLong("bytes")))
                .list());
  }

  private static Sent sent(ResultSet row, JdbcClient sql, Map<Long, byte[]> dictionaries)
      throws SQLException {
    return new Sent(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Channel.valueOf(row.getString("channel")),
        row.getString("recipient"),
        HexFormat.of().formatHex(row.getBytes("digest")),
        body(row, sql, dictionaries));
  }

  private static byte[] body(ResultSet row, JdbcClient sql, Map<Long, byte[]> dictionaries)
      throws SQLException {
    Long dictionary = row.getObject("dictionary", Long.class);
    byte[] opened =
        dictionary == null
            ? null
            : dictionaries.computeIfAbsent(dictionary, number -> bytes(sql, number));
    return Packing.plain(row.getBytes("body"), row.getInt("size"), opened);
  }

  private static byte[] bytes(JdbcClient sql, long number) {
    return sql.sql("SELECT number, size, body FROM egress.dictionary WHERE number = ?")
        .param(number)
        .query((row, nth) -> dictionary(row))
        .single()
        .bytes();
  }

  /** How often people are held by what left, by channel. */
  Findings holding(TenantId tenant, ByteSearch search) {
    Findings findings = new Findings();
    look(
        tenant,
        sent -> findings.found(sent.channel().word(), search.count(sent.body())),
        dictionary -> findings.found("packing", search.count(dictionary.bytes())));
    return findings;
  }

  /**
   * Takes out what holds somebody.
   *
   * @return how much went
   */
  long forget(TenantId tenant, ByteSearch search) {
    List<Long> theirs = new ArrayList<>();
    List<Long> dictionaries = new ArrayList<>();
    look(
        tenant,
        sent -> {
          if (search.count(sent.body()) > 0) {
            theirs.add(sent.number());
          }
        },
        dictionary -> {
          if (search.count(dictionary.bytes()) > 0) {
            dictionaries.add(dictionary.number());
          }
        });
    return database.inTransactionAs(
        system(tenant),
        sql -> {
          long gone = 0;
          for (long number : theirs) {
            gone += sql.sql("DELETE FROM egress.sent WHERE number = ?").param(number).update();
          }
          for (long number : dictionaries) {
            packAnew(sql, number);
            gone +=
                sql.sql("DELETE FROM egress.dictionary WHERE number = ?").param(number).update();
          }
          return gone;
        });
  }

  /** What was packed by a dictionary stands by itself from then on. */
  private static void packAnew(JdbcClient sql, long dictionary) {
    List<Sent> by =
        sql.sql(COLUMNS + "WHERE dictionary = ?")
            .param(dictionary)
            .query((row, nth) -> sent(row, sql, new HashMap<>()))
            .list();
    for (Sent sent : by) {
      sql.sql("UPDATE egress.sent SET dictionary = NULL, body = ? WHERE number = ?")
          .params(Packing.pack(sent.body(), List.of()).bytes(), sent.number())
          .update();
    }
  }

  private void look(
      TenantId tenant, Consumer<Sent> each, Consumer<Packing.Dictionary> eachDictionary) {
    Long before = null;
    while (true) {
      List<Sent> some = page(system(tenant), EVERYTHING, before, AT_ONCE);
      some.forEach(each);
      if (some.isEmpty()) {
        break;
      }
      before = some.getLast().number();
    }
    for (Channel channel : Channel.values()) {
      dictionaries(tenant, channel, Integer.MAX_VALUE).forEach(eachDictionary);
    }
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /**
   * @return how many went, without dictionaries that nothing needs any more
   */
  long removeBefore(TenantId tenant, Instant before) {
    return database.inTransactionAs(
        system(tenant),
        sql -> {
          int gone = sql.sql("DELETE FROM egress.sent WHERE at < ?").param(utc(before)).update();
          sql.sql(
                  """
                  DELETE FROM egress.dictionary d
                  WHERE made_at < ? AND NOT EXISTS (SELECT FROM egress.sent s
                    WHERE s.tenant = d.tenant AND s.dictionary = d.number)
                  """)
              .param(utc(before))
              .update();
          return (long) gone;
        });
  }

  private static Caller system(TenantId tenant) {
    return Caller.system(tenant, "egress");
  }
}
