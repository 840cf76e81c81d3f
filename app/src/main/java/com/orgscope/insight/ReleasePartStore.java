package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Releases in parts; the row policy leaves an executive the company's and those of their units. */
@Component
final class ReleasePartStore {
  private final Database database;

  ReleasePartStore(Database database) {
    this.database = database;
  }

  /** The parts of the newest that was not withdrawn; none if there is none. */
  List<ReleasePart> latest(Caller caller) {
    return read(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT release FROM insight.release_part p
                    WHERE tenant = (SELECT state.claimed_tenant()) AND number = 0
                      AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = p.tenant AND w.release = p.release)
                    ORDER BY published_at DESC, release DESC LIMIT 1
                    """)
                .query(String.class)
                .optional());
  }

  /** The parts of one release, withdrawn or not; none if there is none of that name. */
  List<ReleasePart> named(Caller caller, String release) {
    return read(caller, sql -> Optional.of(release));
  }

  /** Those that were not withdrawn, the newest first. */
  List<PastRelease> past(Caller caller, int most) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT release AS id, as_of, published_at FROM insight.release_part p
                    WHERE tenant = (SELECT state.claimed_tenant()) AND number = 0
                      AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = p.tenant AND w.release = p.release)
                    ORDER BY published_at DESC, release DESC LIMIT :most
                    """)
                .param("most", most)
                .query((row, n) -> PastRelease.of(row))
                .list());
  }

  /** Cells of one release that are of the caller's own unit; the row policy leaves no others. */
  List<ReleasePart> cells(Caller caller, String release) {
    return read(caller, sql -> Optional.of(release)).stream()
        .filter(part -> part.place().equals("cells"))
        .toList();
  }

  /** The same of the newest of days before that one. */
  List<ReleasePart> before(Caller caller, LocalDate asOf) {
    return read(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT release FROM insight.release_part p
                    WHERE tenant = (SELECT state.claimed_tenant()) AND number = 0 AND as_of < :asOf
                      AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = p.tenant AND w.release = p.release)
                    ORDER BY as_of DESC, published_at DESC, release DESC LIMIT 1
                    """)
                .param("asOf", asOf)
                .query(String.class)
                .optional());
  }

  /** The same of the newest, withdrawn or not. */
  List<ReleasePart> lastDrawn(Caller caller) {
    return read(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT release FROM insight.release_part
                    WHERE tenant = (SELECT state.claimed_tenant()) AND number = 0
                    ORDER BY published_at DESC, release DESC LIMIT 1
                    """)
                .query(String.class)
                .optional());
  }

  /** Releases whose parts are not what their documents are taken apart into; for who verifies. */
  List<String> differing(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    WITH kept AS (
                      SELECT release, number, as_of, published_at, place, of_department, of_category, part
                      FROM insight.release_part WHERE tenant = (SELECT state.claimed_tenant())
                    ), made AS (
                      SELECT r.id AS release, p.number, r.as_of, r.published_at, p.place, p.of_department,
                        p.of_category, p.part
                      FROM insight.release r CROSS JOIN LATERAL insight.parts_of(r.document) p
                      WHERE r.tenant = (SELECT state.claimed_tenant())
                    )
                    SELECT release FROM (SELECT * FROM kept EXCEPT SELECT * FROM made) more
                    UNION SELECT release FROM (SELECT * FROM made EXCEPT SELECT * FROM kept) fewer
                    ORDER BY release
                    """)
                .query(String.class)
                .list());
  }

  private List<ReleasePart> read(Caller caller, Function<JdbcClient, Optional<String>> which) {
    return database.inTransactionAs(
        caller, sql -> which.apply(sql).map(release -> parts(sql, release)).orElse(List.of()));
  }

  private static List<ReleasePart> parts(JdbcClient sql, String release) {
    return sql.sql(
            """
            SELECT place, of_department, of_category, part FROM insight.release_part
            WHERE tenant = (SELECT state.claimed_tenant()) AND release = :release ORDER BY number
            """)
        .param("release", release)
        .query((row, number) -> part(row))
        .list();
  }

  private static ReleasePart part(ResultSet row) throws SQLException {
    return new ReleasePart(
        row.getString("place"),
        row.getString("of_department"),
        row.getString("of_category"),
        row.getString("part"));
  }
}
