package com.orgscope.cli;

import com.orgscope.kernel.Failure.Remedy;
import org.jspecify.annotations.Nullable;

/** What would help, as a line to type: rooms name the thing, the command line its command. */
final class WayOut {
  private WayOut() {}

  /** A message, and behind it how to help. */
  static String of(String message, @Nullable Remedy remedy) {
    return remedy == null ? message : message + ": " + command(remedy);
  }

  private static String command(Remedy remedy) {
    return switch (remedy) {
      case Remedy.Night night ->
          "run ./orgscope nightly --tenant "
              + night.tenant()
              + (night.day() == null ? "" : " --as-of " + night.day());
      case Remedy.NewTenant made ->
          "make it with 'orgscope tenant create " + made.tenant() + " --name NAME'";
      case Remedy.ConnectedSource source ->
          "connect it with 'orgscope connect --tenant " + source.tenant() + "'";
      case Remedy.LastRelease release ->
          "orgscope release --tenant " + release.tenant() + " says what the last one is called";
      case Remedy.FirstKeys first ->
          "orgscope keys create makes a key, and orgscope keys begin takes the first two";
      case Remedy.AnotherKey another ->
          "have another person's key added before, with 'orgscope keys propose --add FILE.pub'";
      case Remedy.SignedWidening widening ->
          "orgscope applications propose writes the document, and --signed names it once it is signed";
    };
  }
}
