package com.orgscope.privacy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Every other file of the home: caches, seals, journals, spools, logs, copies. The lake is searched
 * by itself, and so is what the database gives out; its own files are not looked into.
 */
@Component
final class SearchHome implements StoreSearch {
  private final Home home;

  SearchHome(Home home) {
    this.home = home;
  }

  @Override
  public String store() {
    return "other files";
  }

  @Override
  public Findings holding(Sought sought) {
    Findings findings = new Findings();
    for (Path file : files(HomeFiles::isLookedThrough)) {
      String place = home.path().relativize(file).toString();
      try {
        findings.found(place, sought.bytes().count(file));
      } catch (NoSuchFileException e) {
        findings.unread(place, "gone while it was to be read");
      } catch (IOException e) {
        unpacked(place, file, sought.bytes(), findings);
      }
    }
    return findings;
  }

  /** What cannot be unpacked to its end is looked through as it lies. */
  private static void unpacked(String place, Path file, ByteSearch search, Findings findings) {
    findings.unread(place, "cannot be read or unpacked to its end");
    try (InputStream in = Files.newInputStream(file)) {
      findings.found(place, search.countAsItLies(in));
    } catch (IOException e) {
      findings.found(place, 0);
    }
  }

  /**
   * Deletes files from which nothing is ever read again, where they hold somebody.
   *
   * @return how many
   */
  long deleteTemporary(ByteSearch search) {
    long gone = 0;
    for (Path file : files(HomeFiles::isTemporary)) {
      boolean theirs;
      try {
        theirs = search.count(file) > 0;
      } catch (NoSuchFileException e) {
        continue;
      } catch (IOException e) {
        // What cannot be looked into goes.
        theirs = true;
      }
      try {
        gone += theirs && Files.deleteIfExists(file) ? 1 : 0;
      } catch (IOException e) {
        throw Failure.retry("a temporary file of the home cannot be deleted", e);
      }
    }
    return gone;
  }

  private List<Path> files(Predicate<Path> which) {
    try (Stream<Path> all = Files.walk(home.path())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> which.test(home.path().relativize(file)))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw Failure.retry("the folders of the home cannot be read: " + e.getMessage(), e);
    }
  }
}
