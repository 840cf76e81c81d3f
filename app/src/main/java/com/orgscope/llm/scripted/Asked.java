package com.orgscope.llm.scripted;

import tools.jackson.databind.JsonNode;

/**
 * One question as it came over the wire.
 *
 * @param nth of all questions that this provider was asked, from 1; those in batches count too
 * @param body the whole request, in the provider's own shape
 */
public record Asked(int nth, String model, String system, String user, JsonNode body) {}
