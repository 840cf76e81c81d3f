package com.orgscope.category;

import com.orgscope.category.LabelReviews.Review;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which categories are under review, and were. */
@Component
class LabelReviewStore implements ErasureHandler {
  private final Database database;

  LabelReviewStore(Database database) {
    this.database = database;
  }

  @Override
  public String place() {
    return "categories under review";
  }

  @Override
  public long erase(Erased erased) {
    return database.inTransactionAs(
        Caller.system(erased.tenant(), "category"),
        sql ->
            (long)
                sql.sql("DELETE FROM category.under_review WHERE person = ANY (:people::uuid[])")
                    .param(
                        "people",
                        erased.keys().stream().map(PersonKey::toString).toArray(String[]::new))
                    .update());
  }

  /** What was published before it is what stays. */
  Effect beginning(Caller caller, PersonKey person, Instant at) {
    return jdbc ->
        jdbc.sql(
                """
                INSERT INTO category.under_review (tenant, person, publication, since, until)
                SELECT :tenant, :person, max(number), :at, 'infinity' FROM category.publication
                WHERE tenant = :tenant
                """)
            .param("tenant", caller.tenant().value())
            .param("person", person.value())
            .param("at", Timestamp.from(at))
            .update();
  }

  Effect ending(Caller caller, PersonKey person, Instant at) {
    return jdbc ->
        jdbc.sql(
                """
                UPDATE category.under_review SET until = :at
                WHERE tenant = :tenant AND person = :person AND until = 'infinity'
                """)
            .param("tenant", caller.tenant().value())
            .param("person", person.value())
            .param("at", Timestamp.from(at))
            .update();
  }

  List<Review> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT person, since, nullif(until, 'infinity') AS until FROM category.under_review
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY number DESC
                    """)
                .query((row, n) -> {
                  Timestamp until = row.getTimestamp("until");
                  return new Review(
                      new PersonKey(row.getObject("person", UUID.class)),
                      row.getTimestamp("since").toInstant(),
                      until == null ? null : until.toInstant());
                })
                .list());
  }
}
