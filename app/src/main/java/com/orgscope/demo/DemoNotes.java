package com.orgscope.demo;

import com.orgscope.ingest.IngestReport;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a demo wrote down for the next one on the same home: the day its company ends with, so that
 * an interrupted one goes on with the same events, and what came in, once all of it did.
 */
record DemoNotes(Path file, TenantId tenant, LocalDate lastDay, @Nullable Came came) {
  /** Goes up with whatever makes another company of the same command line. */
  private static final int COMPANY = 2;

  private static final JsonMapper JSON = JsonMapper.shared();

  /** How the events ended. */
  record Came(long read, long accepted, long duplicates, long ignored, long deadLettered) {
    static Came of(IngestReport report) {
      return new Came(
          report.read(),
          report.accepted(),
          report.duplicates(),
          report.ignored(),
          report.deadLettered());
    }
  }

  private record Stored(LocalDate lastDay, @Nullable Came came, @Nullable Integer company) {}

  static DemoNotes open(Home home, TenantId tenant, LocalDate lastDay) {
    Path file = home.resolve("demo").resolve(tenant + ".json");
    if (Files.exists(file)) {
      Stored stored = JSON.readValue(file, Stored.class);
      if (!Objects.equals(stored.company, COMPANY)) {
        throw notOurs(home, tenant);
      }
      return new DemoNotes(file, tenant, stored.lastDay, stored.came);
    }
    return new DemoNotes(file, tenant, lastDay, null).stored();
  }

  static Failure notOurs(Home home, TenantId tenant) {
    return Failure.operator(
        "the company "
            + tenant
            + " in "
            + home.path()
            + " was not made by this version of demo: choose another folder with --home");
  }

  DemoNotes with(Came all) {
    return new DemoNotes(file, tenant, lastDay, all).stored();
  }

  private DemoNotes stored() {
    try {
      OwnersOnly.folder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Path written = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(written, JSON.writeValueAsString(new Stored(lastDay, came, COMPANY)));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
