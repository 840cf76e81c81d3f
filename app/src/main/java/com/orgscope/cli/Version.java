package com.orgscope.cli;

import picocli.CommandLine.IVersionProvider;

/** Which build this is, as its jar says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  static String line() {
    return "orgscope " + number() + " (Java " + Runtime.version().feature() + ")";
  }

  static String number() {
    String built = Version.class.getPackage().getImplementationVersion();
    return built == null ? "unreleased" : built;
  }
}
