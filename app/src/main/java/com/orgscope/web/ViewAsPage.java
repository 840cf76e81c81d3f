package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where IT/Security looks with another role's eyes.
 *
 * @param open the preview that is open; null for none
 */
public record ViewAsPage(
    List<Eyes> roles, List<PersonPage.Choice> purposes, int minutes, @Nullable Open open) {
  public ViewAsPage {
    roles = List.copyOf(roles);
    purposes = List.copyOf(purposes);
  }

  /** A role to look with. */
  public record Eyes(String id, String role, String sees) {}

  /**
   * A preview: the mark above the frame, and what the frame shows.
   *
   * @param role with its article ("a CEO")
   * @param seconds until it ends by itself
   */
  public record Open(String role, String endsAt, long seconds, List<Page> pages, String frame) {
    public Open {
      pages = List.copyOf(pages);
    }
  }

  /** A page of the role. */
  public record Page(String label, String href, boolean now) {}
}
