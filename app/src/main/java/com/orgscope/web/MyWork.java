package com.orgscope.web;

import java.util.List;

/**
 * What whoever reads this mostly does and uses, before what is said of it in detail.
 *
 * @param headline in one sentence, with why
 * @param judged up to which day that was found; empty where nothing is said
 * @param roles kinds of work in bars of active use; empty where nothing is said
 * @param apps applications in bars of active use, those used most first
 * @param used over which days, in a sentence
 * @param looks who looked lately, the newest first
 * @param again when a night looks again, in sentences; empty for whoever takes no part
 */
public record MyWork(
    String headline,
    String judged,
    List<TeamPage.Share> roles,
    List<TeamPage.Share> apps,
    String used,
    List<LooksPage.Row> looks,
    List<String> again) {
  public MyWork {
    roles = List.copyOf(roles);
    apps = List.copyOf(apps);
    looks = List.copyOf(looks);
    again = List.copyOf(again);
  }
}
