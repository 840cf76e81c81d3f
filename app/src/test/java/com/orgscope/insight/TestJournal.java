package com.orgscope.insight;

import com.orgscope.kernel.Home;
import java.nio.file.Path;

/** Opens the journal of a home. */
final class TestJournal {
  private TestJournal() {}

  static ReleaseJournal in(Path home) {
    return in(home, home.resolve("journal"));
  }

  static ReleaseJournal in(Path home, Path folder) {
    return new ReleaseJournal(new ReleaseKeyFile(new Home(home), new JournalSettings(folder)));
  }
}
