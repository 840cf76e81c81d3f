package com.orgscope.category.agent;

import com.orgscope.category.Consultation;
import com.orgscope.category.Consultation.Outcome;
import com.orgscope.category.Consultation.Refusal;
import com.orgscope.category.Judgment;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.MonotonicTime;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.Batches;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.ModelResponse;
import com.orgscope.llm.Models;
import com.orgscope.llm.Schema;
import com.orgscope.llm.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks with a model about one signature: one structured question; if the answer has faults the
 * same once more, with the list of them; if it is unsure or at odds with the local model, a bounded
 * talk in which the model may ask back. What comes out has no fault, or nothing comes out.
 */
public final class Interview {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TenantId tenant;
  private final Models models;
  private final Prompts prompts;
  private final Verification verification;
  private final Prose prose;
  private final CohortTools tools;
  private final AgentSettings settings;
  private final WaitBudget patience;
  private final BatchSubmission batch;
  private BatchSubmission.Paid paid = BatchSubmission.Paid.NOTHING;

  Interview(
      TenantId tenant,
      Models models,
      Batches batches,
      InterviewGuide guide,
      AgentSettings settings) {
    this.tenant = tenant;
    this.models = models;
    this.prompts = guide.prompts();
    this.verification = guide.verification();
    this.prose = guide.prose();
    this.tools = guide.tools();
    this.settings = settings;
    this.batch = new BatchSubmission(batches, settings, MonotonicTime.SYSTEM);
    this.patience =
        new WaitBudget(settings.maxProviderWaits(), settings.providerWait(), MonotonicTime.SYSTEM);
  }

  /** The first question about each cohort. */
  List<ModelRequest> questions(Collection<Cohort> cohorts) {
    return cohorts.stream().map(c -> new Talk(c).first()).toList();
  }

  /** Has the first question about each cohort answered in a batch, where the settings want that. */
  void submit(Caller caller, String run, Collection<Cohort> cohorts) {
    paid = batch.answers(caller, run, questions(cohorts));
  }

  /** Says that so many cohorts are to be asked about. */
  Models.Announced announce(int cohorts) {
    return models.announce(tenant, cohorts);
  }

  Consultation about(Cohort cohort) {
    return new Talk(cohort).held();
  }

  /**
   * The kind of work that a model names at the first question; empty where it gave no answer that
   * can be used, or another model answered in its place.
   */
  Optional<String> firstWord(Cohort cohort) {
    return new Talk(cohort).firstWord();
  }

  /** One talk, and what it took; what a tool asked on its own account is counted there. */
  private final class Talk {
    private final Cohort cohort;
    private final List<Refusal> refusals = new ArrayList<>();
    private final MeteredModels account = new MeteredModels(models, patience, paid);
    private long asideNano;
    private ModelResponse.@Nullable None nobody;

    Talk(Cohort cohort) {
      this.cohort = cohort;
    }

    ModelRequest first() {
      return question(prompts.question(cohort), prompts.answer());
    }

    Optional<String> firstWord() {
      ModelResponse.Given given = ask(prompts.question(cohort), prompts.answer());
      if (given == null || Interview.insteadOf(given) != null) {
        return Optional.empty();
      }
      SharedAnswer answer = SharedAnswer.parse(given.json());
      return verification.faults(cohort, answer).isEmpty()
          ? Optional.of(answer.primary().category())
          : Optional.empty();
    }

    Consultation held() {
      Verified first = verified(prompts.question(cohort), prompts.answer());
      if (first == null) {
        return nothing();
      }
      Verified last = doubtful(first.answer()) ? lookedInto(first) : first;
      return new Consultation(
          cohort.signature().text(),
          cohort.people().size(),
          Outcome.ACCEPTED,
          last.answer().json(),
          last.insteadOf(),
          last.model(),
          prompts.name(),
          last.trace(),
          refusals,
          account.spent());
    }

    private Consultation nothing() {
      ModelResponse.None none = nobody;
      return new Consultation(
          cohort.signature().text(),
          cohort.people().size(),
          none == null ? Outcome.REFUSED : Outcome.UNANSWERED,
          null,
          none == null
              ? "the model's answers were refused: " + refusals.getLast().faults().getFirst()
              : "no model answered: " + words(none),
          null,
          prompts.name(),
          none == null ? null : none.trace(),
          refusals,
          account.spent());
    }

    /** An answer without a fault, at the first or second try; null if there is none. */
    private @Nullable Verified verified(String user, Schema schema) {
      String text = user;
      for (int tries = 0; tries < 2; tries++) {
        ModelResponse.Given given = ask(text, schema);
        if (given == null) {
          return null;
        }
        SharedAnswer answer = SharedAnswer.parse(given.json());
        List<String> faults = verification.faults(cohort, answer);
        if (faults.isEmpty()) {
          return Verified.of(prose.readable(answer), given);
        }
        refusals.add(new Refusal(given.trace(), given.model(), faults));
        text = user + Prompts.faults(faults);
      }
      return null;
    }

    private boolean doubtful(SharedAnswer answer) {
      Optional<String> sure = cohort.locallySure();
      return answer.primary().confidence() < Judgment.FLOOR
          || (sure.isPresent() && !sure.get().equals(answer.primary().category()));
    }

    /** Lets the model ask back, within limits; what it answers then counts, else the first. */
    private Verified lookedInto(Verified first) {
      StringBuilder talk = new StringBuilder(prompts.question(cohort));
      talk.append("\nYour first answer\n").append(first.answer().json()).append('\n');
      for (int left = settings.maxFollowUpQuestions(); left >= 0 && affordable(); left--) {
        ModelResponse.Given given = ask(talk + prompts.investigation(left), prompts.turn());
        if (given == null) {
          return first;
        }
        JsonNode turn = JSON.readTree(given.json());
        Optional<CohortTools.Tool> tool = CohortTools.tool(turn.path("tool").asString(""));
        if (tool.isEmpty() || left == 0) {
          return closed(first, given, turn);
        }
        List<String> asked = turn.path("facts").valueStream().map(id -> id.asString("")).toList();
        talk.append("\nYou asked ").append(tool.get().wireName()).append('\n');
        CohortTools.Told told =
            tools.answer(cohort, tool.get(), asked, first.answer().primary().category());
        asideNano += told.costNano();
        talk.append(told.text()).append('\n');
      }
      return first;
    }

    private Verified closed(Verified first, ModelResponse.Given given, JsonNode turn) {
      SharedAnswer answer = SharedAnswer.of(turn);
      List<String> faults = verification.faults(cohort, answer);
      if (faults.isEmpty()) {
        return Verified.of(prose.readable(answer), given);
      }
      refusals.add(new Refusal(given.trace(), given.model(), faults));
      return first;
    }

    private boolean affordable() {
      return account.costNano() + asideNano
          < settings.maxSignatureUsd().movePointRight(9).longValue();
    }

    private ModelResponse.@Nullable Given ask(String user, Schema schema) {
      return switch (account.ask(question(user, schema))) {
        case ModelResponse.Given given -> given;
        case ModelResponse.None none -> {
          nobody = none;
          yield null;
        }
      };
    }

    private ModelRequest question(String user, Schema schema) {
      return new ModelRequest(
          tenant,
          Prompts.AGENT,
          "categorize",
          prompts.name(),
          prompts.model(),
          cohort.signature().text(),
          prompts.system(),
          user,
          schema,
          settings.maxAnswerTokens(),
          null);
    }
  }

  /**
   * An answer without a fault.
   *
   * @param insteadOf why not the first model; null if it was the first
   */
  private record Verified(
      SharedAnswer answer, UUID trace, String model, @Nullable String insteadOf) {
    static Verified of(SharedAnswer answer, ModelResponse.Given given) {
      return new Verified(answer, given.trace(), given.model(), Interview.insteadOf(given));
    }
  }

  /** Why another than the first model spoke; null if the first did. */
  public static @Nullable String insteadOf(ModelResponse.Given given) {
    String before =
        given.steps().stream()
            .filter(s -> !s.provider().equals(given.provider()))
            .filter(s -> s.what() != Step.What.ABSENT)
            .map(Step::detail)
            .reduce((earlier, later) -> later)
            .orElse("");
    return before.isEmpty() ? null : "another model was asked first: " + before;
  }

  /** Why nobody answered. */
  public static String words(ModelResponse.None none) {
    return switch (none.why()) {
      case NO_PROVIDER -> "none has a key";
      case ALL_PAUSED -> "all are left alone for a while, since too many calls failed";
      case FAILED -> "the calls failed (" + none.detail() + ")";
      case REFUSED -> "it declined";
      case BUDGET -> "the month's budget is used up";
      case DAY_PAUSED -> "today's share of the budget is used up";
      case STOPPED -> "calls were stopped (" + none.detail() + ")";
    };
  }
}
