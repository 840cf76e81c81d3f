package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key and its mark are begun together, whoever is killed between the two files. */
class SigningKeyFileTest {
  private static final SigningKeyFile.Words WORDS =
      new SigningKeyFile.Words("the key is lost", "another key", "the mark is lost", "no key");

  @TempDir private Path home;

  @Test
  void whoever_fails_between_the_two_files_goes_on_with_the_same_key() throws Exception {
    // Nothing can be written where the mark is to lie.
    Files.createFile(home.resolve("elsewhere"));
    assertThatThrownBy(() -> files().existingOrNew()).hasMessageContaining("cannot be begun");
    String begun = SigningKey.parse(Files.readString(key("sign-begun.json"))).open();
    assertThat(key("sign.json")).doesNotExist();
    assertThat(files().isBegun()).isFalse();

    Files.delete(home.resolve("elsewhere"));
    assertThat(files().existing()).isEmpty();
    assertThat(files().existingOrNew().open()).isEqualTo(begun);
    assertThat(files().existing().orElseThrow().open()).isEqualTo(begun).isEqualTo(files().open());
    assertThat(names()).containsExactlyInAnyOrder("sign.json", "mark.json");
  }

  /** The files that there are when somebody is killed behind each step. */
  @Test
  void whoever_is_killed_behind_the_mark_has_the_key_of_the_mark() throws Exception {
    SigningKey drawn = SigningKey.generate();
    DurableFile.write(key("sign-begun.json"), drawn.text());
    DurableFile.write(mark(), drawn.open());
    assertThat(files().existing().orElseThrow().open()).isEqualTo(drawn.open());
    assertThat(names()).containsExactlyInAnyOrder("sign.json", "mark.json");

    DurableFile.write(key("sign-begun.json"), drawn.text());
    assertThat(files().existingOrNew().open()).isEqualTo(drawn.open());
  }

  @Test
  void what_was_lost_is_not_begun_anew() throws Exception {
    files().existingOrNew();
    Path key = key("sign.json");
    String kept = Files.readString(key);

    Files.delete(key);
    assertThatThrownBy(() -> files().existingOrNew()).hasMessageContaining("the key is lost");
    Files.writeString(key, SigningKey.generate().text());
    assertThatThrownBy(() -> files().existing()).hasMessageContaining("another key");
    Files.writeString(key, "x");
    assertThatThrownBy(() -> files().existing()).hasMessageContaining("no key");
    Files.writeString(key, kept);
    Files.delete(mark());
    assertThatThrownBy(() -> files().existingOrNew()).hasMessageContaining("the mark is lost");
  }

  @Test
  void several_that_begin_at_once_have_one_key() throws Exception {
    Set<String> keys = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<String> begin = () -> files().existingOrNew().open();
      List<Future<String>> all = threads.invokeAll(Stream.generate(() -> begin).limit(8).toList());
      for (Future<String> one : all) {
        keys.add(one.get());
      }
    }
    assertThat(keys).hasSize(1).contains(files().open());
  }

  private SigningKeyFile files() {
    return new SigningKeyFile(key("sign.json"), mark(), WORDS);
  }

  private Path key(String name) {
    return home.resolve("keys").resolve(name);
  }

  private Path mark() {
    return home.resolve("elsewhere").resolve("mark.json");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }
}
