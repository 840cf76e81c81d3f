package com.orgscope.privacy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.state.ByteSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Every other file of the home: caches, seals, journals, spools, copies. The lake is searched by
 * itself, and so is what the database gives out; its own files are not looked into.
 */
@Component
final class SearchHome implements StoreSearch {
  private static final Set<String> ELSEWHERE = Set.of("lake", "postgres");

  private final Home home;

  SearchHome(Home home) {
    this.home = home;
  }

  @Override
  public String store() {
    return "other files";
  }

  @Override
  public SortedMap<String, Long> holding(ByteSearch search) {
    SortedMap<String, Long> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home.path())) {
      for (Path file : all.filter(this::isHere).toList()) {
        try (InputStream in = Files.newInputStream(file)) {
          found.put(home.path().relativize(file).toString(), search.count(in));
        } catch (NoSuchFileException e) {
          // It was of a moment.
          continue;
        }
      }
    } catch (IOException e) {
      throw Failure.operator("a file of the home cannot be read: " + e, e);
    }
    return found;
  }

  private boolean isHere(Path file) {
    return Files.isRegularFile(file)
        && !ELSEWHERE.contains(home.path().relativize(file).getName(0).toString());
  }
}
