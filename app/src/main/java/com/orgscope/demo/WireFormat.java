package com.orgscope.demo;

import com.orgscope.kernel.Failure;

/** The shapes in which providers hand out sign-in events. */
public enum WireFormat {
  /** Okta System Log events, one a line. */
  OKTA("okta"),
  /** Google Workspace Reports API items, one a line. */
  GOOGLE("google"),
  /** Google Workspace Reports API pages: many items a line, the newest first. */
  GOOGLE_PAGES("google-pages"),
  /** Microsoft Entra ID records as diagnostic settings send them to Event Hubs, one a line. */
  ENTRA("entra"),
  /** Microsoft Entra ID sign-ins as Microsoft Graph lists them, one a line. */
  ENTRA_GRAPH("entra-graph");

  private final String label;

  WireFormat(String label) {
    this.label = label;
  }

  /** The name used on the command line and in file names. */
  public String label() {
    return label;
  }

  /** Whoever it asks for a factor and lets in has passed one: it writes down no answers. */
  boolean isEntra() {
    return this == ENTRA || this == ENTRA_GRAPH;
  }

  /** Finds a format by its label, or says which labels there are. */
  public static WireFormat named(String label) {
    for (WireFormat format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    throw Failure.operator(
        "No source is named '" + label + "': use okta, google, google-pages, entra or entra-graph");
  }
}
