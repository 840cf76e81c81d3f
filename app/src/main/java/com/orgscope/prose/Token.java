package com.orgscope.prose;

/**
 * A word or a sign as it was read.
 *
 * @param kind what it stands for: {@code A}pplication, other placeholder ({@code F}), {@code B}e,
 *     {@code T}heir, {@code R}ole, {@code P}eople, {@code V}erb, another {@code W}ord, {@code
 *     K}nown term, {@code S}ign
 */
record Token(String text, char kind, String cited) {
  /** Of a term, whose words are joined, the first; else all of it. */
  String firstWord() {
    int joined = text.indexOf('_');
    return joined < 0 ? text : text.substring(0, joined);
  }

  /** Those who work, or what they are by their work. */
  boolean isPeople() {
    return kind == 'P' || kind == 'R';
  }

  String field() {
    return cited.substring(cited.indexOf('.') + 1);
  }

  String fact() {
    return cited.substring(0, Math.max(0, cited.indexOf('.')));
  }
}
