package com.orgscope.llm;

/**
 * What asking some questions would cost at list price, in nano-dollars.
 *
 * @param remembered questions whose answers are kept, which cost nothing
 * @param expectedNano of the others, each asked once, with the shared part of prompts in the
 *     provider's cache
 * @param mostNano of the others, if every try at every provider cost all that is set aside for it
 * @param batchPart of the price in the provider's batch API, 0 to 1
 * @param past what the tenant's last questions of this kind cost
 */
public record Quote(int remembered, long expectedNano, long mostNano, double batchPart, Past past) {

  /**
   * Questions that models were asked before, as if each had been asked singly.
   *
   * @param costNano of all of them, everything that followed from them included
   */
  public record Past(int questions, long costNano) {}
}
