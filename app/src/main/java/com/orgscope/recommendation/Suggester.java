package com.orgscope.recommendation;

import com.orgscope.category.Categorizer.Outlook;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.ModelUsage;
import com.orgscope.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses changes for a kind of work and says why. It is told nothing that fewer than k people
 * share, and can neither change a figure nor invent a change.
 */
public interface Suggester {

  /** Names the prompt; a later version is asked anew. */
  String prompt();

  /** Asks once; what it says was checked. */
  Outcome suggest(Request request);

  /** What asking these would take. */
  Outlook outlook(List<Request> requests);

  /**
   * What is asked.
   *
   * @param run which wants to know; what it waits for providers is bounded for the whole run
   * @param category canonical
   * @param choices the changes that suit, in the order in which the table has them
   * @param applications names that are in use, none of which is told; an answer that holds one is
   *     refused
   */
  record Request(
      TenantId tenant,
      String run,
      String industry,
      String category,
      Setup setup,
      List<Change> choices,
      Collection<String> applications) {}

  /**
   * The sums of a run.
   *
   * @param questions about what could be changed
   */
  record Sums(int questions, int calls, int remembered, long costNano) {}

  /** How a question ended. */
  sealed interface Outcome permits Said, Nothing {
    /** What asking took. */
    ModelUsage spent();
  }

  /**
   * At most one change for each friction, each of the choices.
   *
   * @param refused the faults of answers before, one text for each answer
   */
  record Said(List<Suggestion> suggestions, Origin origin, List<String> refused, ModelUsage spent)
      implements Outcome {
    public Said {
      suggestions = List.copyOf(suggestions);
      refused = List.copyOf(refused);
    }
  }

  /**
   * No answer that can be used, so the table speaks.
   *
   * @param because null where no model is set up, which is no fault
   * @param again whether asking another night may help
   * @param refused the faults of answers, one text for each answer
   */
  record Nothing(@Nullable String because, boolean again, List<String> refused, ModelUsage spent)
      implements Outcome {
    public Nothing {
      refused = List.copyOf(refused);
    }
  }
}
