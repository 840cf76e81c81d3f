package com.orgscope.ingest.entra;

import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import com.orgscope.table.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in's error code says. Zero is a visit. Some codes are no failure of anybody: they
 * interrupt a sign-in to ask for a further proof, or for a consent, an account, a newer token.
 */
final class ErrorCodes {
  private final Map<Integer, Meaning> meanings;

  private ErrorCodes(Map<Integer, Meaning> meanings) {
    this.meanings = meanings;
  }

  enum Meaning {
    SUCCESS(EventKind.VISIT, Outcome.SUCCESS),
    FAILED(EventKind.VISIT, Outcome.FAILURE),
    CHALLENGED(EventKind.CHALLENGE, Outcome.SUCCESS),
    CHALLENGE_FAILED(EventKind.CHALLENGE, Outcome.FAILURE),
    /** Part of another sign-in that is in the log itself. */
    STEP(EventKind.SIGN_IN, Outcome.SUCCESS);

    private final EventKind kind;
    private final Outcome outcome;

    Meaning(EventKind kind, Outcome outcome) {
      this.kind = kind;
      this.outcome = outcome;
    }

    EventKind kind() {
      return kind;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  static ErrorCodes load() {
    Map<Integer, Meaning> meanings = new HashMap<>();
    Table.read(ErrorCodes.class, "error-codes.tsv")
        .rows()
        .forEach(row -> meanings.put(Integer.valueOf(row.get(0)), Meaning.valueOf(row.get(1))));
    return new ErrorCodes(meanings);
  }

  /**
   * @param code digits, or the words some collectors put in their place
   * @return null if there is no code
   */
  @Nullable Meaning meaning(@Nullable String code) {
    if (code == null) {
      return null;
    }
    if (code.equalsIgnoreCase("success")) {
      return Meaning.SUCCESS;
    }
    if (code.equalsIgnoreCase("failure")) {
      return Meaning.FAILED;
    }
    if (code.equalsIgnoreCase("interrupted")) {
      return Meaning.STEP;
    }
    try {
      int number = Integer.parseInt(code);
      return number == 0 ? Meaning.SUCCESS : meanings.getOrDefault(number, Meaning.FAILED);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
