package com.orgscope.export;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * All that is held about whoever asks, as a zip: a JSON file for each place where something is
 * held, a CSV file where that is a table, and a README that says what each is. It is made whole
 * before anything is sent, so that whoever takes it slowly keeps nobody waiting, and is kept no
 * longer than it takes to send it.
 */
@Component
public final class PersonalExport {
  /** So many are made at once; whoever asks beyond is told to wait. */
  static final int AT_ONCE = 2;

  /** So many are being sent at once, made ones among them. */
  static final int SENT_AT_ONCE = 16;

  /** In the home. */
  static final String FOLDER = "exports";

  private final Access access;
  private final ErasedPeople people;
  private final List<HeldSource> sources;
  private final ExportTerms terms;
  private final Path folder;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Semaphore places = new Semaphore(SENT_AT_ONCE);

  /** Whoever is sent one now. */
  private final Set<Whom> sent = ConcurrentHashMap.newKeySet();

  private record Whom(TenantId tenant, PersonKey person) {}

  PersonalExport(
      Access access, ErasedPeople people, List<HeldSource> sources, ExportTerms terms, Home home) {
    this.folder = home.resolve(FOLDER);
    WaitingZip.clear(folder);
    this.access = access;
    this.people = people;
    this.sources = List.copyOf(sources);
    this.terms = terms;
  }

  /** An export that was allowed and written down. */
  public final class Granted {
    private final Whose whose;

    private Granted(Whose whose) {
      this.whose = whose;
    }

    /**
     * Makes the zip, and sends it once it is whole. While it is sent no transaction is open and
     * others have their turn.
     *
     * @throws Failure to be tried again, if others are being made, or one of theirs is being sent;
     *     nothing was sent then, nor if it cannot be made
     */
    public void writeTo(OutputStream out) throws IOException {
      Whom whom = new Whom(whose.tenant(), whose.person());
      if (!places.tryAcquire()) {
        throw Failure.retry("other exports are being sent: try again in a minute", null);
      }
      try {
        send(whom, out);
      } finally {
        places.release();
      }
    }

    private void send(Whom whom, OutputStream out) throws IOException {
      if (!sent.add(whom)) {
        throw Failure.retry("your last export is still being sent: take it first", null);
      }
      try (WaitingZip waiting = WaitingZip.in(folder)) {
        make(waiting);
        waiting.sendTo(out);
      } finally {
        sent.remove(whom);
      }
    }

    private void make(WaitingZip waiting) throws IOException {
      if (!turns.tryAcquire()) {
        throw Failure.retry("other exports are being written: try again in a minute", null);
      }
      try {
        ExportZip zip = new ExportZip(waiting.out());
        write(zip, whose);
        zip.close();
      } finally {
        turns.release();
      }
    }
  }

  /**
   * Lets whoever calls have their own data; that is written down first.
   *
   * @throws Failure for the operator, if they are nobody of the directory; to be tried again, if
   *     the log cannot be written
   */
  public Granted of(Caller caller) {
    PersonKey person = caller.person();
    var unused =
        access.require(
            caller,
            Action.EXPORT_ONESELF,
            person == null ? "nobody of the directory" : person.toString());
    if (person == null) {
      throw Failure.operator("whoever calls is nobody of the directory");
    }
    TenantId tenant = caller.tenant();
    Set<PersonKey> keys = people.keys(tenant, Set.of(person));
    return new Granted(new Whose(caller, person, keys, people.sharedKeys(tenant, keys)));
  }

  private void write(ExportZip zip, Whose whose) throws IOException {
    List<HeldFile> files =
        sources.stream()
            .flatMap(source -> source.files(whose).stream())
            .sorted(Comparator.comparing(HeldFile::name))
            .toList();
    List<String> said = new ArrayList<>();
    for (HeldFile file : files) {
      long rows = zip.write(file);
      said.add(
          "%s.json%s (%,d): %s. Kept: %s."
              .formatted(
                  file.name(),
                  file.flat() ? ", " + file.name() + ".csv" : "",
                  rows,
                  file.what(),
                  terms.filled(whose.tenant(), file.kept())));
    }
    zip.write("README.txt", readme(said));
  }

  private String readme(List<String> files) {
    StringBuilder text =
        new StringBuilder(
            """
            What is held about you
            ======================

            Made %s for you alone, when you asked. Nobody else is in it: who set, decided or looked
            is told by role, and what is of several people at once is left out. Times are UTC (they
            end in Z or +00:00), days are UTC days. Pseudonyms are the keys under which rows of yours
            lie; nobody outside can tell whose they are.
            A text that names an application that counts as sensitive reads "withheld".

            Files, how many rows each has, what it is, and how long it is kept
            -------------------------------------------------------------------
            """
                .formatted(terms.now()));
    files.forEach(file -> text.append(file).append("\n\n"));
    text.append(
        """
        What is left out of these files, and why
        ----------------------------------------
        """);
    HeldTable.all().stream()
        .filter(HeldTable::isExported)
        .forEach(table -> {
          List<String> left =
              table.leftOut().entrySet().stream()
                  .filter(each -> !each.getValue().equals("you"))
                  .map(each -> each.getKey() + " (" + each.getValue() + ")")
                  .toList();
          if (!left.isEmpty()) {
            text.append(table.file()).append(": ").append(String.join(", ", left)).append("\n");
          }
        });
    text.append(
        """

        What is held elsewhere and is not here
        --------------------------------------
        """);
    HeldTable.all().stream()
        .filter(table -> !table.isExported())
        .forEach(
            table -> text.append(table.table()).append(": ").append(table.which()).append("\n"));
    return text.toString();
  }
}
