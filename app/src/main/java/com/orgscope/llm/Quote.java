package com.orgscope.llm;

/**
 * What one call would cost at list price, in nano-dollars.
 *
 * @param expectedNano with the shared part of the prompt in the provider's cache
 * @param mostNano what is reserved for it and cannot be passed
 */
public record Quote(long expectedNano, long mostNano) {}
