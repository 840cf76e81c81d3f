package com.orgscope.ingest;

/** What a provider's reader makes of one event. */
public sealed interface Verdict {
  Verdict USABLE = new Usable();
  Verdict IGNORED = new Ignored();

  /** It goes to the lake, unless it is there already. */
  record Usable() implements Verdict {}

  /** It is in order, and says nothing about the use of an application nor the way to it. */
  record Ignored() implements Verdict {}

  /** It becomes a dead letter. */
  record Unusable(Reason reason) implements Verdict {}
}
