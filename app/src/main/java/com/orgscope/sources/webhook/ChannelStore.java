package com.orgscope.sources.webhook;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The channels over which providers push, each with a hash of what it shows. */
@Component
final class ChannelStore {
  private static final String COLUMNS =
      """
      SELECT id, stream, providers_id, token, made_at, good_until, confirmed_at
      FROM sources.channel
      """;

  private final Database database;

  ChannelStore(Database database) {
    this.database = database;
  }

  /**
   * One channel.
   *
   * @param providersId null until the provider has answered
   * @param confirmedAt when its first message came; null before
   */
  record Channel(
      String id,
      String stream,
      @Nullable String providersId,
      byte[] token,
      Instant madeAt,
      Instant goodUntil,
      @Nullable Instant confirmedAt) {}

  void add(TenantId tenant, Source source, Channel channel) {
    database.runAs(
        own(tenant),
        sql ->
            sql.sql(
                    """
                    INSERT INTO sources.channel (tenant, id, source, stream, token, made_at,
                        good_until)
                    VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?, ?, ?)
                    """)
                .params(
                    channel.id(),
                    source.name(),
                    channel.stream(),
                    channel.token(),
                    channel.madeAt().atOffset(ZoneOffset.UTC),
                    channel.goodUntil().atOffset(ZoneOffset.UTC))
                .update());
  }

  void opened(TenantId tenant, String id, String providersId, Instant until) {
    database.runAs(
        own(tenant),
        sql ->
            sql.sql("UPDATE sources.channel SET providers_id = ?, good_until = ? WHERE id = ?")
                .params(providersId, until.atOffset(ZoneOffset.UTC), id)
                .update());
  }

  void confirmed(TenantId tenant, String id, Instant at) {
    database.runAs(
        own(tenant),
        sql ->
            sql.sql(
                    """
                    UPDATE sources.channel SET confirmed_at = ?
                    WHERE id = ? AND confirmed_at IS NULL
                    """)
                .params(at.atOffset(ZoneOffset.UTC), id)
                .update());
  }

  void remove(TenantId tenant, String id) {
    database.runAs(
        own(tenant), sql -> sql.sql("DELETE FROM sources.channel WHERE id = ?").param(id).update());
  }

  Optional<Channel> find(TenantId tenant, Source source, String id) {
    return database.inTransactionAs(
        own(tenant),
        sql ->
            sql.sql(COLUMNS + "WHERE source = ? AND id = ?")
                .params(source.name(), id)
                .query(ChannelStore::channel)
                .optional());
  }

  /** The newest first. */
  List<Channel> all(TenantId tenant, Source source, String stream) {
    return database.inTransactionAs(
        own(tenant),
        sql ->
            sql.sql(COLUMNS + "WHERE source = ? AND stream = ? ORDER BY made_at DESC, id")
                .params(source.name(), stream)
                .query(ChannelStore::channel)
                .list());
  }

  private static Caller own(TenantId tenant) {
    return Caller.system(tenant, "webhook");
  }

  private static Channel channel(ResultSet row, int number) throws SQLException {
    OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
    return new Channel(
        row.getString("id"),
        row.getString("stream"),
        row.getString("providers_id"),
        row.getBytes("token"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("good_until", OffsetDateTime.class).toInstant(),
        confirmed == null ? null : confirmed.toInstant());
  }
}
