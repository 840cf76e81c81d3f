package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proof that the controls hold, for whoever checks: no person, and no count that is not published.
 *
 * @param lead how many hold, in a sentence
 * @param looked when everything was looked up
 * @param statistics what is published; empty where nothing is
 */
public record AssurancePage(
    String lead,
    String looked,
    List<Held> controls,
    List<CeoPage.Number> statistics,
    Ledger ledger,
    List<PaperLink> papers) {
  public AssurancePage {
    controls = List.copyOf(controls);
    statistics = List.copyOf(statistics);
    papers = List.copyOf(papers);
  }

  /**
   * A control.
   *
   * @param word how it stands
   * @param standards where standards ask for it
   */
  public record Held(
      String id,
      String title,
      CeoPage.State state,
      String word,
      String statement,
      List<Shown> evidence,
      List<Standard> standards) {
    public Held {
      evidence = List.copyOf(evidence);
      standards = List.copyOf(standards);
    }
  }

  /** A live fact. */
  public record Shown(CeoPage.State state, String title, String value) {}

  /** A standard and its places. */
  public record Standard(String name, String places) {}

  /** What was spent of the year's privacy. */
  public record Ledger(String spent, List<CouncilPage.Charge> charges) {
    public Ledger {
      charges = List.copyOf(charges);
    }
  }

  /** A paper to read or to take. */
  public record PaperLink(String name, String title, String law) {}

  /** The same for programs. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Document(
      @JsonProperty("looked_at") String lookedAt,
      List<Control> controls,
      @Nullable Published statistics,
      CouncilPage.Spent ledger,
      List<PaperLink> papers) {}

  /**
   * @param state holds, unknown, watch, or told where nothing it rests on was checked
   */
  public record Control(
      String id,
      String title,
      String statement,
      String state,
      String iso27001,
      String soc2,
      String gdpr,
      @JsonProperty("ai_act") String aiAct,
      List<Fact> evidence) {}

  /**
   * @param state holds, unknown, watch, or told where it is neither good nor bad
   */
  public record Fact(String key, String title, String state, String value) {}

  /** What everybody reads of the newest release. */
  public record Published(
      String release,
      @JsonProperty("published_at") String publishedAt,
      long people,
      @JsonProperty("people_interval") List<Long> interval) {}
}
