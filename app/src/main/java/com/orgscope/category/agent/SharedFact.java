package com.orgscope.category.agent;

import java.util.Optional;

/**
 * A fact about everybody with a signature, numbered for the model. The figures are each person's
 * own and come in when their answer is rendered.
 *
 * @param id {@code F1}, {@code F2}…
 * @param part the part of the signature it is about
 * @param shown what the model is told it is called
 * @param purpose what it is for; empty if nobody knows
 * @param band how much of the group's use it takes, in words
 * @param description what else may be told of it
 * @param ownWords the company's own description, if it has one that may be told
 */
record SharedFact(
    String id,
    String part,
    String shown,
    Optional<String> purpose,
    String band,
    Optional<String> description,
    Optional<String> ownWords) {

  String line() {
    return "%s: \"%s\", %s, %s%s"
        .formatted(
            id,
            shown,
            purpose.orElse("no known purpose"),
            band,
            ownWords.map(words -> ", described as \"" + words + "\"").orElse(""));
  }

  String named() {
    return "\"" + shown + "\" (" + purpose.orElse("no known purpose") + ")";
  }
}
