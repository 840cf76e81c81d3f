package com.orgscope.web;

import java.util.List;

/**
 * A page of a few sentences: a role's first page, an empty state, a refusal, an error.
 *
 * @param command what to type next, empty if nothing
 */
public record PlainPage(
    String heading,
    List<String> sentences,
    List<Section> sections,
    String command,
    List<Link> links) {

  public PlainPage {
    sentences = List.copyOf(sentences);
    sections = List.copyOf(sections);
    links = List.copyOf(links);
  }

  public record Section(String heading, List<String> lines) {
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /** A way on, so that no page is a dead end. */
  public record Link(String label, String href) {}

  static PlainPage of(String heading, List<String> sentences, Link... links) {
    return new PlainPage(heading, sentences, List.of(), "", List.of(links));
  }
}
