package com.orgscope.category.agent;

/**
 * How talks with a model are led.
 *
 * @param prompts what is asked
 * @param verification what an answer must hold to
 * @param prose which of its sentences are shown
 * @param tools what the model may ask back
 */
record InterviewGuide(Prompts prompts, Verification verification, Prose prose, CohortTools tools) {}
