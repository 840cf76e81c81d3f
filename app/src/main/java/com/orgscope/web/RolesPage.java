package com.orgscope.web;

import java.util.List;

/** The roles of whoever looks, to go on in another one. */
public record RolesPage(List<Choice> choices) {
  public RolesPage {
    choices = List.copyOf(choices);
  }

  /**
   * One role.
   *
   * @param key to press with the browser's access key
   * @param now whether they have it at the moment
   */
  public record Choice(int key, String id, String role, String sees, boolean now) {}
}
