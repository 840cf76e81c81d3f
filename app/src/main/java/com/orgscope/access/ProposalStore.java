package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Documents that were proposed. */
@Component
final class ProposalStore {
  private final Database database;

  ProposalStore(Database database) {
    this.database = database;
  }

  void add(Caller caller, String nonce, Proposals.Waiting proposed) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO access.proposal
                      (tenant, nonce, what, change, reason, council, made_at, expires_at)
                    VALUES ((SELECT state.claimed_tenant()), :nonce, :what, :change, :reason,
                      :council, :made, :expires)
                    ON CONFLICT DO NOTHING
                    """)
                .param("nonce", nonce)
                .param("what", proposed.what())
                .param("change", proposed.change())
                .param("reason", proposed.reason())
                .param("council", proposed.council())
                .param("made", Timestamp.from(proposed.made()))
                .param("expires", Timestamp.from(proposed.expires()))
                .update());
  }

  void applied(Caller caller, String nonce, Instant at) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    UPDATE access.proposal SET applied_at = :at
                    WHERE tenant = (SELECT state.claimed_tenant()) AND nonce = :nonce
                    """)
                .param("at", Timestamp.from(at))
                .param("nonce", nonce)
                .update());
  }

  /** What is neither applied nor expired, the oldest first. */
  List<Proposals.Waiting> waiting(Caller caller, Instant now) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT what, change, reason, council, made_at, expires_at FROM access.proposal
                    WHERE tenant = (SELECT state.claimed_tenant())
                      AND applied_at IS NULL AND expires_at > :now
                    ORDER BY made_at, nonce
                    """)
                .param("now", Timestamp.from(now))
                .query((row, n) ->
                    new Proposals.Waiting(
                        row.getString("what"),
                        row.getString("change"),
                        row.getString("reason"),
                        row.getBoolean("council"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .list());
  }
}
