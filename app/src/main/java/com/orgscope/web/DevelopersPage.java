package com.orgscope.web;

import java.util.List;
import java.util.Locale;

/**
 * The API, for whoever writes a program.
 *
 * @param groups of operations, by what they are about
 */
public record DevelopersPage(List<Group> groups) {
  public DevelopersPage {
    groups = List.copyOf(groups);
  }

  /** Operations about one thing. */
  public record Group(String name, List<Operation> operations) {
    public Group {
      operations = List.copyOf(operations);
    }

    /** By which one jumps there. */
    public String id() {
      return "of-" + name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
  }

  /**
   * One of them.
   *
   * @param id of the operation in the document
   * @param description with the roles and the scope
   * @param parameters in the address
   * @param body what is sent as JSON; empty if nothing is
   * @param example a line for a shell; empty where no program may ask
   */
  public record Operation(
      String id,
      String method,
      String path,
      String summary,
      String description,
      List<Input> parameters,
      List<Input> body,
      String example) {
    public Operation {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }
  }

  /** Something to send. */
  public record Input(String name, String description) {}
}
