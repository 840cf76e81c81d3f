package com.orgscope.category;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.llm.Trace;
import com.orgscope.llm.Traces;
import com.orgscope.usage.SensitiveApplications;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What models outside were asked about the habits a person shares with others, and what they said,
 * for whoever may see the person. The texts name nobody, so they are read for every role.
 */
@Component
public class ModelConversations {
  private static final String ROOM = "category";

  private final Access access;
  private final Assignments assignments;
  private final ConsultationStore consultations;
  private final Traces traces;
  private final SensitiveApplications sensitive;

  ModelConversations(
      Access access,
      Assignments assignments,
      ConsultationStore consultations,
      Traces traces,
      SensitiveApplications sensitive) {
    this.sensitive = sensitive;
    this.access = access;
    this.assignments = assignments;
    this.consultations = consultations;
    this.traces = traces;
  }

  /**
   * One call as it was kept, without whatever looked like a person.
   *
   * @param prompt the version of the prompt
   * @param system what every question of the night begins with
   * @param user the question's own part
   * @param state ANSWERED, CACHED, REFUSED, FAILED or IN_FLIGHT
   * @param detail what went wrong; empty if nothing did
   * @param answer null where there is none
   */
  public record Exchange(
      Instant at,
      String provider,
      String model,
      String prompt,
      @Nullable String system,
      String user,
      String state,
      String detail,
      @Nullable String answer) {
    static Exchange of(Trace call) {
      return new Exchange(
          call.at(),
          call.target().provider(),
          call.target().model(),
          call.purpose().promptVersion(),
          call.texts().system(),
          call.texts().prompt(),
          call.outcome().state(),
          call.outcome().detail(),
          call.texts().answer());
    }

    /** With {@link #WITHHELD} in the place of each text that tells what is withheld since. */
    private Exchange without(Predicate<String> told) {
      return new Exchange(
          at,
          provider,
          model,
          prompt,
          hidden(system, told),
          told.test(user) ? WITHHELD : user,
          state,
          told.test(detail) ? WITHHELD : detail,
          hidden(answer, told));
    }

    private static @Nullable String hidden(@Nullable String text, Predicate<String> told) {
      return text != null && told.test(text) ? WITHHELD : text;
    }
  }

  /** What stands in the place of a text that names an application that is withheld by now. */
  static final String WITHHELD = "withheld: it names an application that counts as sensitive now";

  /**
   * One kind of question that models outside were asked.
   *
   * @param purpose such as {@code categorize}
   * @param prompt the version of the prompt
   * @param asked so many left the house
   * @param remembered so many more were answered by an earlier answer
   */
  public record Kind(
      String purpose,
      String prompt,
      String model,
      long asked,
      long remembered,
      Instant first,
      Instant last) {}

  /** Every kind that was ever asked of the caller's company, the newest first; no text of any. */
  public List<Kind> kinds(Caller caller) {
    access.admit(caller, Action.PROMISES);
    return traces.kinds(caller.tenant()).stream()
        .map(one ->
            new Kind(
                one.purpose(),
                one.prompt(),
                one.model(),
                one.asked(),
                one.remembered(),
                one.first(),
                one.last()))
        .toList();
  }

  /**
   * The calls behind what holds for a person, in their order; none if only the local model spoke.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller may not see the person
   */
  public List<Exchange> about(Caller caller, PersonKey person) {
    access.require(caller, Action.PERSON_DATA, person);
    Caller product = Caller.system(caller.tenant(), ROOM);
    return assignments
        .current(caller, person)
        .flatMap(said -> {
          String asked = said.judgment().origin().asked();
          return asked == null
              ? Optional.<Consultation>empty()
              : consultations.of(product, said.run(), asked);
        })
        .map(talk -> {
          Predicate<String> told = sensitive.tells(caller.tenant());
          return traces.of(product, talk.spent().traces()).stream()
              .map(call -> Exchange.of(call).without(told))
              .toList();
        })
        .orElse(List.of());
  }
}
