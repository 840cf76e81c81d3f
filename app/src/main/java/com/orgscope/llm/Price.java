package com.orgscope.llm;

import java.math.BigDecimal;

/**
 * What a model's tokens cost, in whole nano-dollars each: a dollar per million tokens is a thousand
 * of them, so list prices are exact and sums are too.
 *
 * @param batchPercent of the price in the provider's batch API
 */
record Price(
    long inputNano, long outputNano, long cacheReadNano, long cacheWriteNano, int batchPercent) {

  Price {
    if (Math.min(Math.min(inputNano, outputNano), Math.min(cacheReadNano, cacheWriteNano)) < 0
        || batchPercent < 0
        || batchPercent > 100) {
      throw new IllegalArgumentException("a price is not negative, a batch costs 0 to 100 %");
    }
  }

  /**
   * @param dollars per million tokens
   * @throws ArithmeticException if that is no whole number of nano-dollars per token
   */
  static long nanoPerToken(String dollars) {
    return new BigDecimal(dollars).movePointRight(3).longValueExact();
  }

  long costNano(Tokens tokens) {
    return Math.addExact(
        Math.addExact(
            Math.multiplyExact(tokens.input(), inputNano),
            Math.multiplyExact(tokens.output(), outputNano)),
        Math.addExact(
            Math.multiplyExact(tokens.cacheRead(), cacheReadNano),
            Math.multiplyExact(tokens.cacheWritten(), cacheWriteNano)));
  }

  /** As one request of a batch; what is left of a nano-dollar counts as one. */
  long batchCostNano(Tokens tokens) {
    return inBatch(costNano(tokens));
  }

  long inBatch(long nano) {
    return Math.ceilDiv(Math.multiplyExact(nano, (long) batchPercent), 100L);
  }

  /** No call that keeps to its bounds costs more. */
  long mostNano(long mostPrompt, long mostOutput) {
    long dearest = Math.max(inputNano, Math.max(cacheReadNano, cacheWriteNano));
    return Math.addExact(
        Math.multiplyExact(mostPrompt, dearest), Math.multiplyExact(mostOutput, outputNano));
  }
}
