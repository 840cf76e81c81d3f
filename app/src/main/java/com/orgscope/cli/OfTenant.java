package com.orgscope.cli;

import com.orgscope.kernel.TenantId;
import picocli.CommandLine.Option;

/** The company that a command is about, where several commands of one class are told it alike. */
final class OfTenant {
  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  TenantId id() {
    return tenant;
  }
}
