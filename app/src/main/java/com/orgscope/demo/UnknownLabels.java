package com.orgscope.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names that no public list knows, for a company whose applications bear such names.
 *
 * @param labels what the names may stand for; each names one application of a company at most
 * @param share the part of the applications of its lines of work that are to bear one, 0 to 1
 */
public record UnknownLabels(List<Label> labels, double share) {
  static final UnknownLabels NONE = new UnknownLabels(List.of(), 0);
  private static final String EVERYWHERE = "any";

  public UnknownLabels {
    labels = List.copyOf(labels);
  }

  /**
   * A name and what it stands for.
   *
   * @param industry where it does; {@code any} for those without a row of their own
   * @param function what applications so named are for, {@code *} if for anything
   */
  public record Label(String label, String industry, String function) {
    /** What stands for anything. */
    public static final String ANYTHING = "*";
  }

  /** Those of one industry, an industry's own row before the general one. */
  List<Label> in(String industry) {
    Set<String> own = new HashSet<>();
    List<Label> in = new ArrayList<>();
    for (Label label : labels) {
      if (label.industry().equals(industry)) {
        own.add(label.label());
        in.add(label);
      }
    }
    for (Label label : labels) {
      if (label.industry().equals(EVERYWHERE) && !own.contains(label.label())) {
        in.add(label);
      }
    }
    return in;
  }
}
