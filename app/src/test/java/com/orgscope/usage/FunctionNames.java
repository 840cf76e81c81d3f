package com.orgscope.usage;

/** How people call functions, for tests of other rooms. */
public final class FunctionNames {
  private FunctionNames() {}

  public static String of(String function) {
    WorkFunction known = KnownApplications.instance().function(function);
    return known == null ? function : known.name();
  }
}
