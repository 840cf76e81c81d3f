package com.orgscope.llm;

import com.orgscope.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model. It holds nothing that names a person: who asks sees to that.
 *
 * @param agent who asks ({@code "work_categorizer"})
 * @param purpose why, in a word ({@code "categorize"})
 * @param promptVersion the released prompt that wrote {@code system}
 * @param model what the first provider shall use; null for the one in the settings. A fallback uses
 *     its own
 * @param subject what it is about, as the assignments that follow from it name it; for the trace
 * @param system the part that many questions share, and that the provider may cache
 * @param maxTokens bound on the answer
 * @param temperature null for the model's own, which the newest models insist on
 */
public record ModelRequest(
    TenantId tenant,
    String agent,
    String purpose,
    String promptVersion,
    @Nullable String model,
    @Nullable String subject,
    String system,
    String user,
    Schema schema,
    int maxTokens,
    @Nullable Double temperature) {
  static final int MOST_TOKENS = 64_000;
  private static final int MOST_FAULTS = 500;
  static final int MOST_CHARACTERS = 400_000;

  public ModelRequest {
    if (agent.isBlank() || purpose.isBlank() || promptVersion.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("a question names its agent, purpose, prompt and text");
    }
    if (maxTokens < 1 || maxTokens > MOST_TOKENS) {
      throw new IllegalArgumentException("an answer has 1 to " + MOST_TOKENS + " tokens");
    }
    if (system.length() + user.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("a question has at most " + MOST_CHARACTERS + " letters");
    }
  }

  /** The same question, with what was wrong with the answer before. */
  ModelRequest afterFaults(String faults) {
    String told = faults.length() > MOST_FAULTS ? faults.substring(0, MOST_FAULTS) : faults;
    return new ModelRequest(
        tenant,
        agent,
        purpose,
        promptVersion,
        model,
        subject,
        system,
        user
            + "\n\nYour last answer could not be used: "
            + told
            + ". Answer again in the shape asked.",
        schema,
        maxTokens,
        temperature);
  }
}
