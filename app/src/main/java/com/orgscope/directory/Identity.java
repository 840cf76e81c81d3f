package com.orgscope.directory;

import org.jspecify.annotations.Nullable;

/** A person's names in plain text. It never leaves for the lake, a model or a log. */
public record Identity(
    @Nullable String employeeId, @Nullable String login, @Nullable String displayName) {

  /** Nothing of it: a record that is printed by mistake must not tell. */
  @Override
  public String toString() {
    return "Identity[hidden]";
  }
}
