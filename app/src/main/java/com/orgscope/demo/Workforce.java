package com.orgscope.demo;

import java.util.List;

/** Everybody and everything that can appear in an event. */
record Workforce(List<Employee> people, List<Product> products) {
  /** Accounts no person sits behind; the personnel file does not know them. */
  static final List<String> MACHINES =
      List.of(
          "svc-backup-nightly",
          "svc-provisioning",
          "svc-mail-relay",
          "svc-report-export",
          "svc-deploy-runner",
          "svc-directory-sync");
}
