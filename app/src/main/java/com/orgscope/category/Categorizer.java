package com.orgscope.category;

import com.orgscope.kernel.TenantId;
import com.orgscope.usage.PersonUsage;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what kind of work people do from what they use. Titles and departments are no evidence and
 * cannot be handed in.
 */
public interface Categorizer {

  /**
   * Looks at the whole company once; deterministic, without side effects.
   *
   * @param everybody the company's usage in the window that ends with {@code company.asOf()}
   * @return a judge that any number of threads may ask
   */
  Judge prepare(Company company, Collection<PersonUsage> everybody);

  /** Judges the people of one company. */
  interface Judge {
    Judgment judge(Subject subject);

    /**
     * How a person's roles moved, over all categories with a share in either window, the greatest
     * change first. A promotion shows as one role growing at the cost of another.
     */
    List<Shift> drift(PersonUsage earlier, PersonUsage recent, boolean hasReports);
  }

  /** The company a judge is prepared for. */
  record Company(TenantId tenant, Taxonomy taxonomy, LocalDate asOf) {}

  /**
   * The person to judge.
   *
   * @param hasReports whether the directory says somebody reports to this person
   */
  record Subject(PersonUsage usage, boolean hasReports, @Nullable LocalDate hireDate) {}

  /** Shares of active use, 0 to 1, in the earlier and in the recent window. */
  record Shift(String category, double earlier, double recent) {
    public double change() {
      return recent - earlier;
    }
  }
}
