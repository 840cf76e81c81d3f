package com.orgscope.llm;

import java.nio.charset.StandardCharsets;

/**
 * The most tokens a question can use. No tokenizer makes more than one token of a byte, so the
 * bytes bound the prompt without a tokenizer per model; what the providers wrap around it is
 * allowed for.
 */
final class Estimate {
  private static final int AROUND = 1_000;
  private static final int BYTES_A_TOKEN = 4;

  private Estimate() {}

  static int mostPrompt(ModelRequest question) {
    return bytes(question.system()) + bytes(question.user()) + schemaBytes(question) + AROUND;
  }

  static int mostTokens(ModelRequest question) {
    return mostPrompt(question) + question.maxTokens();
  }

  /**
   * What a call is likely to use, with the shared part of its prompt in the provider's cache:
   * English and JSON take about four bytes a token with the usual tokenizers.
   */
  static Tokens likely(ModelRequest question, int answerTokens) {
    long shared = (bytes(question.system()) + schemaBytes(question) / 2) / BYTES_A_TOKEN;
    return new Tokens(bytes(question.user()) / BYTES_A_TOKEN, shared, 0, answerTokens);
  }

  /** Structured output repeats the schema in a system text of the provider's own. */
  private static int schemaBytes(ModelRequest question) {
    return 2 * bytes(question.schema().json());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
