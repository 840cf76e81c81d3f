package com.orgscope.access;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.state.ChainedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that were applied, in {@code HOME/operators}: one file each, chained. Each but the
 * first holds the signatures of two who were in the store when it was applied, so that nobody else
 * can add one; the database knows each file's digest, so that none can be taken away.
 */
@Component
final class OperatorLog implements ChainedFiles.Faults {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path folder;
  private final ChainedFiles files;
  private final OperatorEntryStore store;

  OperatorLog(Home home, OperatorEntryStore store) {
    this.folder = home.resolve("operators");
    this.files = new ChainedFiles(folder, this);
    this.store = store;
  }

  /**
   * @param previous SHA-256 of the file before it, in hexadecimal; empty for the first
   * @param by who applied it
   */
  private record Entry(int number, String previous, Instant at, String by, SignedDocument signed) {}

  /**
   * Who may sign and what was applied, every signature checked.
   *
   * @throws Failure for the operator, if a file is missing or not as it was written
   */
  OperatorState read() {
    List<String> known = store.digests();
    List<String> digests = new ArrayList<>();
    OperatorState state = OperatorState.EMPTY;
    String previous = "";
    int entries = Math.max(files.count(), known.size());
    for (int number = 1; number <= entries; number++) {
      Path file = files.file(number);
      String text = files.text(number);
      String digest = ChainedFiles.digest(text);
      if (number <= known.size() && !known.get(number - 1).equals(digest)) {
        throw broken(file, "is not as it was written");
      }
      state = next(state, entry(text, file), previous, file);
      digests.add(digest);
      previous = digest;
    }
    for (int number = known.size() + 1; number <= entries; number++) {
      // The database was restored from a time before.
      store.add(number, digests.get(number - 1));
    }
    return state;
  }

  private OperatorState next(OperatorState state, Entry entry, String previous, Path file) {
    if (entry.number() != state.applied().size() + 1 || !entry.previous().equals(previous)) {
      throw broken(file, "does not follow on the file before it");
    }
    try {
      return state.with(entry.signed(), entry.at());
    } catch (Failure e) {
      throw broken(file, "does not hold: " + e.getMessage());
    }
  }

  /** On return it is durable. */
  void append(OperatorState state, SignedDocument signed, Instant at, String by) {
    int number = state.applied().size() + 1;
    String previous = files.previous(number);
    String text = JSON.writeValueAsString(new Entry(number, previous, at, by, signed)) + "\n";
    try {
      if (!files.add(number, text)) {
        throw Failure.retry("another document was applied meanwhile", null);
      }
      store.add(number, ChainedFiles.digest(text));
    } catch (IOException | UnsupportedOperationException e) {
      throw Failure.operator(
          files.file(number) + " cannot be written, and nothing was changed: " + e, e);
    }
  }

  private Entry entry(String text, Path file) {
    try {
      return JSON.readValue(text, Entry.class);
    } catch (JacksonException | NullPointerException e) {
      throw broken(file, "is not as it was written");
    }
  }

  @Override
  public Failure unreadable(Path path, IOException e) {
    return broken(path, "cannot be read (" + e + ")");
  }

  @Override
  public Failure broken(Path file, String how) {
    return Failure.operator(
        "%s %s. Put it back from a copy of %s; until then nothing that two persons signed counts, the usual floors of privacy hold, and no release is drawn"
            .formatted(file, how, folder));
  }
}
