package com.orgscope.insight;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Looks at the journal of releases: whether it is as it was written, and lies apart. */
@Component
public final class JournalCheckup {
  private static final String ELSEWHERE =
      "name a folder on another volume in orgscope.insight.journal.folder, and move the journal there";

  private final Home home;
  private final ReleaseJournal journal;
  private final JournalSettings settings;

  JournalCheckup(Home home, ReleaseJournal journal, JournalSettings settings) {
    this.home = home;
    this.journal = journal;
    this.settings = settings;
  }

  public List<Finding> findings() {
    return List.of(entries(), place());
  }

  private Finding entries() {
    String about = "journal of releases";
    try {
      int entries = 0;
      List<TenantId> tenants = journal.tenants();
      for (TenantId tenant : tenants) {
        entries += journal.entries(tenant).size();
      }
      return new Finding(
          about,
          Grade.GOOD,
          "entries: %d, tenants: %d, all signed and in order".formatted(entries, tenants.size()),
          "");
    } catch (Failure e) {
      // It says what to do as well.
      return new Finding(about, Grade.WRONG, Objects.requireNonNull(e.getMessage()), "");
    }
  }

  private Finding place() {
    String about = "place of the journal";
    Path folder = journal.folder();
    Path database = home.resolve("postgres");
    if (settings.folder() == null) {
      return new Finding(
          about,
          Grade.WARNING,
          folder + " goes wherever the home goes: who restores it could draw a release again",
          ELSEWHERE);
    }
    try {
      return Files.exists(database)
              && Files.getFileStore(existing(folder)).equals(Files.getFileStore(database))
          ? new Finding(
              about, Grade.WARNING, folder + " is on the volume of the database", ELSEWHERE)
          : new Finding(about, Grade.GOOD, folder + " is not on the volume of the database", "");
    } catch (IOException e) {
      return new Finding(about, Grade.WARNING, folder + " cannot be looked at: " + e, "");
    }
  }

  /** The folder, or the nearest above it that is there. */
  private static Path existing(Path folder) {
    Path above = folder.getParent();
    return Files.exists(folder) || above == null ? folder : existing(above);
  }
}
