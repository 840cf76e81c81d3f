package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erased;
import com.orgscope.state.Database;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;

/** Runs of a started product or room whose answers a test gives. */
public final class TestRuns {
  private TestRuns() {}

  /** Whose answers are stored, and do not hold yet. */
  public static void stored(
      BeanFactory beans,
      TenantId tenant,
      String run,
      LocalDate asOf,
      Map<PersonKey, Judgment> answers) {
    Caller system = Caller.system(tenant, "test");
    Assignments assignments = beans.getBean(Assignments.class);
    assignments.open(system, run, asOf);
    beans.getBean(Database.class).runAs(system, assignments.appending(tenant, run, answers)::in);
  }

  /** Whose answers hold. */
  public static void active(
      BeanFactory beans,
      TenantId tenant,
      String run,
      LocalDate asOf,
      Map<PersonKey, Judgment> answers) {
    stored(beans, tenant, run, asOf, answers);
    beans.getBean(Assignments.class).activate(Caller.system(tenant, "test"), run);
  }

  /** As if a night had decided these: a manager is told nothing of whom nothing is known. */
  public static void answered(Database database, TenantId tenant, Collection<PersonKey> people) {
    database.runAs(
        Caller.system(tenant, "test"),
        sql -> {
          sql.sql(
                  """
                  WITH opened AS (INSERT INTO category.run (tenant, run, as_of, opened_at)
                      VALUES (:tenant, 'answered', '2020-01-01', '2020-01-01')),
                    published AS (INSERT INTO category.publication (tenant, run, published_at)
                      VALUES (:tenant, 'answered', '2020-01-01'))
                  INSERT INTO category.assignment
                    (tenant, run, person, as_of, status, category, confidence, said, model)
                  SELECT :tenant, 'answered', person, '2020-01-01', 'DECIDED', 'Engineering', 0.9,
                    '{"roles": [], "prose": "", "facts": [], "evidence": []}', 'test'
                  FROM unnest(:people::uuid[]) AS p (person)
                  """)
              .param("tenant", tenant.value())
              .param("people", people.stream().map(PersonKey::toString).toArray(String[]::new))
              .update();
        });
  }

  /** As if no night had ever judged them. */
  public static void forget(BeanFactory beans, TenantId tenant, PersonKey person) {
    var unused =
        beans
            .getBean(AssignmentStore.class)
            .erase(new Erased(tenant, Set.of(person), List.of(), Set.of()));
  }

  /** A word with a reason, as it is stored after everything was asked. */
  public static void said(BeanFactory beans, Caller caller, PersonKey person) {
    beans.getBean(OverrideStore.class).add(caller, person, "Sales", "Engineering", "sells");
  }

  /** A word without a reason, as somebody would write it who asks no room. */
  public static void override(Database database, Caller caller, PersonKey person, String by) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO category.override (tenant, person, category, by_whom, at)
                    VALUES ((SELECT state.claimed_tenant()), :person::uuid, 'Sales', :by, now())
                    """)
                .param("person", person.toString())
                .param("by", by)
                .update());
  }
}
