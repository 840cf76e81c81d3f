package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.LocalDate;
import java.util.Map;
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
