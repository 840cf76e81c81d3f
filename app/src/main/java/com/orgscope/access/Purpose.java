package com.orgscope.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** For what somebody opens a person's record: a closed list, read by the person. */
public enum Purpose {
  SECURITY_INCIDENT("a security incident"),
  ACCESS_REVIEW("an access review"),
  LICENCE_QUESTION("a question about licences"),
  OWN_REQUEST("the person's own request"),
  CORRECTION("to correct a category"),
  /** A command that was run without saying one. Nobody can choose it. */
  COMMAND_LINE("the command line, no purpose said");

  private final String words;

  Purpose(String words) {
    this.words = words;
  }

  /** As people read it, in the middle of a sentence. */
  public String words() {
    return words;
  }

  /** As it is typed ({@code "access-review"}). */
  public String typed() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those that somebody can choose. */
  public static List<Purpose> choices() {
    return Arrays.stream(values()).filter(purpose -> purpose != COMMAND_LINE).toList();
  }

  static Optional<Purpose> named(String typed) {
    return choices().stream().filter(purpose -> purpose.typed().equals(typed.strip())).findFirst();
  }
}
