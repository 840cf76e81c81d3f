package com.orgscope.quality;

import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.PersonUsage;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the model without a key says, of a company's use as it is or as it might be. */
@Component
class LocalAnswers {
  private final Categorizer local;
  private final Taxonomies taxonomies;

  LocalAnswers(@Qualifier("localModel") Categorizer local, Taxonomies taxonomies) {
    this.local = local;
    this.taxonomies = taxonomies;
  }

  /**
   * @param employed who has reports, and who is new
   * @param wanted whom something is to be said of; nobody without use
   */
  Map<PersonKey, Judgment> of(
      Caller caller,
      LocalDate asOf,
      Map<PersonKey, PersonUsage> everybody,
      Map<PersonKey, Person> employed,
      Set<PersonKey> wanted) {
    Company company =
        new Company(caller.tenant(), taxonomies.of(caller), asOf + ".evaluated", asOf);
    Judge judge = local.prepare(company, everybody.values());
    Map<PersonKey, Judgment> judged = new HashMap<>();
    for (PersonKey person : wanted) {
      PersonUsage used = everybody.get(person);
      if (used != null) {
        Person one = employed.get(person);
        judged.put(
            person,
            judge.judge(
                new Subject(
                    used, one != null && one.hasReports(), one == null ? null : one.hireDate())));
      }
    }
    return judged;
  }
}
