package com.orgscope.web;

import java.util.List;

/**
 * What each role sees, of people who do not exist.
 *
 * @param lead what is made up and what is not
 */
public record CouncilPreviewPage(String lead, List<Eyes> roles) {
  public CouncilPreviewPage {
    roles = List.copyOf(roles);
  }

  /** One role. */
  public record Eyes(String id, String role, String sees, List<Sight> sights) {
    public Eyes {
      sights = List.copyOf(sights);
    }
  }

  /**
   * One thing that the role reads.
   *
   * @param columns empty where there is no table
   * @param hidden what it does not read, and why
   */
  public record Sight(String title, List<String> columns, List<List<String>> rows, String hidden) {
    public Sight {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }
}
