package com.orgscope.privacy;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What tests of other rooms ask of erasures. */
public final class TestErasure {
  private TestErasure() {}

  /** Somebody's erasure is asked for, and no room has done its part. */
  public static void ask(Database database, Path home, Caller caller, PersonKey person) {
    ErasedPeople people =
        TestDirectory.erased(database, home, TestDirectory.OPEN, InstantSource.system());
    people.mark(caller, Set.of(person));
    Instant now = Instant.now();
    var unused =
        new ErasureStore(database, TestDirectory.seals(database, home), people)
            .add(
                caller, UUID.randomUUID(), person, new ErasureStore.Term(now, now.plusSeconds(60)));
  }

  /**
   * Files of a home that are of no kind the search for erased people knows: whoever makes a new
   * kind gives it a line in {@link HomeFiles}, and says who looks into it.
   */
  public static List<String> unlisted(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile)
          .map(home::relativize)
          .filter(file -> HomeFiles.of(file).isEmpty())
          .map(Path::toString)
          .toList();
    }
  }
}
