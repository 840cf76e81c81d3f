package com.orgscope.category;

import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /**
     * Asks outside, before these people are judged, what judging them needs; each question once,
     * whoever shares it. Durable answer by answer: killed and called again it goes on. A judge that
     * asks nobody does nothing.
     *
     * @param progress questions answered so far, and in all
     */
    default void consult(Collection<Subject> subjects, Progress progress) {}

    /** What {@link #consult} would ask about these people, without asking. */
    default Outlook outlook(Collection<Subject> subjects) {
      return Outlook.NONE;
    }

    Judgment judge(Subject subject);

    /**
     * The trial whose candidate {@link #judge} speaks for, so that its answers can be taken back by
     * themselves; empty for everybody else.
     */
    default Optional<Integer> onTrial(Subject subject) {
      return Optional.empty();
    }

    /** How what models said of the company's applications fits who uses them beside what. */
    default Heard heard() {
      return Heard.NOTHING;
    }

    /** What use alone says, for whoever combines it with another voice. */
    Opinion opinion(PersonUsage usage, boolean hasReports);

    /**
     * How a person's roles moved, over all categories with a share in either window, the greatest
     * change first. A promotion shows as one role growing at the cost of another.
     */
    List<RoleChange> drift(PersonUsage earlier, PersonUsage recent, boolean hasReports);
  }

  /** What the model without a key makes of a person's use. */
  interface Opinion {
    /** The probability of each category of the allow-list that the model knows; sums to 1. */
    Map<String, Double> byCategory();

    /**
     * How much an application speaks for each category, in nats against the company's average;
     * empty where it tells nobody apart.
     */
    Map<String, Double> speaksFor(AppUse use);
  }

  /**
   * What models said of applications that the company's people use.
   *
   * @param answers with a purpose in them
   * @param contradicted those of them that the company's pattern makes likelier wrong than right
   */
  record Heard(int answers, int contradicted) {
    public static final Heard NOTHING = new Heard(0, 0);
  }

  /**
   * What asking would take.
   *
   * @param questions distinct ones
   * @param people who would be judged by their answers
   * @param remembered questions whose answers are kept already, which cost nothing
   * @param costNano expected, in nano-dollars
   * @param mostNano what cannot be passed
   */
  record Outlook(
      int questions, int people, int remembered, long costNano, long mostNano, Duration time) {
    public static final Outlook NONE = new Outlook(0, 0, 0, 0, 0, Duration.ZERO);

    /** The same questions, by whose answers nobody is judged who is not counted already. */
    public Outlook ofNobody() {
      return new Outlook(questions, 0, remembered, costNano, mostNano, time);
    }

    /** Asked one after the other, out of the same budgets. */
    public Outlook and(Outlook other) {
      return new Outlook(
          questions + other.questions,
          people + other.people,
          remembered + other.remembered,
          costNano + other.costNano,
          Math.max(mostNano, other.mostNano),
          time.plus(other.time));
    }
  }

  /**
   * The company a judge is prepared for.
   *
   * @param run under whose name answers from outside are kept
   */
  record Company(TenantId tenant, Taxonomy taxonomy, String run, LocalDate asOf) {}

  /**
   * The person to judge.
   *
   * @param hasReports whether the directory says somebody reports to this person
   */
  record Subject(PersonUsage usage, boolean hasReports, @Nullable LocalDate hireDate) {}

  /** Shares of active use, 0 to 1, in the earlier and in the recent window. */
  record RoleChange(String category, double earlier, double recent) {
    public double change() {
      return recent - earlier;
    }
  }
}
