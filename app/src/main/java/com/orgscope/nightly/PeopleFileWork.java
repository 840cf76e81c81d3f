package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.ImportPreview;
import com.orgscope.directory.ImportReport;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.usage.DailyUsage;
import com.orgscope.work.Recurring;
import com.orgscope.work.RequestHandler;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a worker does with a file of people: says what it would do, and then does it. */
final class PeopleFileWork {
  private static final String NAME = "the file";
  private static final int LINES_NAMED = 10;

  private PeopleFileWork() {}

  private static byte[] file(PeopleFileStore store, Caller asker, UUID id) {
    return store
        .file(asker, id)
        .orElseThrow(
            () -> Failure.operator("The file is gone: it was read already, or it is a day old."));
  }

  /** In words of its own: what is said of a file quotes it, and an outcome is kept unsealed. */
  private static Failure unread() {
    return Failure.operator(
        "This is no file of people that can be read: its first lines need a header with an employee"
            + " id, login or work email, and a workbook is saved as CSV first.");
  }

  /** Says what it would do, and writes nothing of it. */
  @Component
  static final class Preview implements RequestHandler {
    private final Access access;
    private final PeopleFileStore store;
    private final People people;

    Preview(Access access, PeopleFileStore store, People people) {
      this.access = access;
      this.store = store;
      this.people = people;
    }

    @Override
    public String kind() {
      return PeopleFiles.PREVIEW;
    }

    @Override
    public String run(Caller asker, String arguments) {
      UUID id = UUID.fromString(arguments);
      access.require(asker, Action.CHANGE_DIRECTORY, "preview of people " + id);
      byte[] file = file(store, asker, id);
      ImportPreview preview;
      try {
        preview = people.preview(asker, file, NAME);
      } catch (Failure failure) {
        if (failure.kind() != Failure.Kind.OPERATOR) {
          throw failure;
        }
        // It will never do, and is nobody's to read.
        store.remove(asker.tenant(), id);
        throw unread();
      }
      store.previewed(asker.tenant(), id, preview.digest(), PeopleFiles.bytes(preview));
      return "%,d would join, %,d leave, %,d change; %,d rows are refused. Nothing is written yet."
          .formatted(
              preview.joined(),
              preview.left(),
              preview.changed(),
              preview.rows().rejected().size());
    }
  }

  /** Does what was previewed and nothing else, and takes the file away. */
  @Component
  static final class Import implements RequestHandler {
    private final PeopleFileStore store;
    private final People people;
    private final Erasures erasures;
    private final DailyUsage usage;

    Import(PeopleFileStore store, People people, Erasures erasures, DailyUsage usage) {
      this.store = store;
      this.people = people;
      this.erasures = erasures;
      this.usage = usage;
    }

    @Override
    public String kind() {
      return PeopleFiles.IMPORT;
    }

    @Override
    public String run(Caller asker, String arguments) {
      String[] words = arguments.split(" ", 2);
      UUID id = UUID.fromString(words[0]);
      byte[] file = file(store, asker, id);
      String outcome = imported(asker, file, words[1]);
      erasures.forgetLate(asker.tenant());
      usage.refresh(asker.tenant(), Progress.NONE);
      store.remove(asker.tenant(), id);
      return outcome;
    }

    private String imported(Caller asker, byte[] file, String digest) {
      try {
        // Workers write no people: the login that identity providers write them by does.
        ImportReport report =
            Database.<ImportReport, RuntimeException>as(
                Login.PEOPLE,
                () -> people.importPreviewed(asker, file, NAME, digest, Progress.NONE));
        return "%,d rows: %,d new, %,d updated, %,d refused."
            .formatted(
                report.read(), report.imported(), report.updated(), report.rejected().size());
      } catch (Failure failure) {
        if (failure.kind() != Failure.Kind.OPERATOR) {
          throw failure;
        }
        ImportPreview now = previewed(asker, file);
        if (isDone(now)) {
          // This worker, or one that was killed, has done it.
          return done(now.rows().rejected());
        }
        // Not in the words of the failure: they may quote the file.
        throw Failure.operator(
            "The file would not do what was previewed: the directory has changed since, or another"
                + " day has begun. Send it again.");
      }
    }

    private static boolean isDone(ImportPreview now) {
      return now.joined() == 0 && now.left() == 0 && now.changed() == 0;
    }

    /** Lines alone: reasons may quote the file. */
    private static String done(List<ImportReport.Row> refused) {
      if (refused.isEmpty()) {
        return "All that the file says is in the directory.";
      }
      String lines =
          refused.stream()
              .limit(LINES_NAMED)
              .map(row -> Long.toString(row.line()))
              .collect(Collectors.joining(", "));
      return "All that can be read of the file is in the directory. %s refused: line%s %s%s."
          .formatted(
              refused.size() == 1 ? "One row is" : "%,d rows are".formatted(refused.size()),
              refused.size() == 1 ? "" : "s",
              lines,
              refused.size() > LINES_NAMED ? " and more" : "");
    }

    private ImportPreview previewed(Caller asker, byte[] file) {
      try {
        return people.preview(asker, file, NAME);
      } catch (Failure failure) {
        throw failure.kind() == Failure.Kind.OPERATOR ? unread() : failure;
      }
    }
  }

  /** Takes away what nobody applied within a day. */
  @Component
  static final class Forgetting implements Recurring {
    static final String KIND = "people.files";

    private final Tenants tenants;
    private final PeopleFileStore store;

    Forgetting(Tenants tenants, PeopleFileStore store) {
      this.tenants = tenants;
      this.store = store;
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void run(@Nullable TenantId nobody) {
      AuditSealing.each(
          tenants,
          tenant -> {
            var unused = store.removeOld(tenant);
          });
    }
  }
}
