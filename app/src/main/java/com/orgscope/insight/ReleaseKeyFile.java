package com.orgscope.insight;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.state.DurableFile;
import com.orgscope.state.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The release key in {@code HOME/keys/release.json}, and its public half in the journal's {@code
 * journal.json}. Where one is there and the other is not, something was lost: nothing is begun anew
 * in its place.
 */
@Component
final class ReleaseKeyFile {
  private final Path file;
  private final Path begun;
  private final Path folder;
  private final Path mark;

  ReleaseKeyFile(Home home, JournalSettings settings) {
    file = home.resolve("keys").resolve("release.json");
    begun = home.resolve("keys").resolve("release-begun.json");
    Path elsewhere = settings.folder();
    folder = elsewhere == null ? home.resolve("journal") : elsewhere;
    mark = folder.resolve("journal.json");
  }

  /** Where the journal is. */
  Path folder() {
    return folder;
  }

  /**
   * The key of the journal; none before its first entry.
   *
   * @throws Failure for the operator, if key or journal is missing, or they do not belong together
   */
  Optional<SigningKey> existing() {
    if (Files.exists(file)) {
      SigningKey key = read(file);
      requireMark(key);
      return Optional.of(key);
    }
    if (!Files.exists(mark)) {
      return Optional.empty();
    }
    if (!Files.exists(begun)) {
      throw Failure.operator(
          file
              + " is missing, and the journal of releases in "
              + folder
              + " is signed with it: restore it from its backup. Nothing is published meanwhile");
    }
    return Optional.of(make());
  }

  SigningKey existingOrNew() {
    return existing().orElseGet(this::make);
  }

  /**
   * Two processes may do this at once, and either may be killed on the way: both go on with what is
   * there, and the key has its name last.
   */
  private SigningKey make() {
    try {
      var unused = DurableFile.write(begun, SigningKey.generate().text());
      if (!Files.exists(file)) {
        SigningKey key = read(begun);
        unused = DurableFile.write(mark, key.open());
        requireMark(key);
        unused = DurableFile.write(file, key.text());
      }
      Files.deleteIfExists(begun);
    } catch (IOException e) {
      throw Failure.operator(
          "the journal of releases cannot be begun in %s and %s: %s"
              .formatted(file.getParent(), folder, e),
          e);
    }
    SigningKey key = read(file);
    requireMark(key);
    return key;
  }

  private static SigningKey read(Path from) {
    try {
      return SigningKey.parse(Files.readString(from));
    } catch (IOException e) {
      throw Failure.operator(from + " cannot be read: " + e, e);
    } catch (GeneralSecurityException e) {
      throw Failure.operator(from + " is no release key: restore it from its backup", e);
    }
  }

  private void requireMark(SigningKey key) {
    try {
      if (!Files.readString(mark).strip().equals(key.open())) {
        throw Failure.operator(
            "%s is not the key that the journal of releases in %s was begun with: restore the key, or name the right folder in orgscope.insight.journal.folder"
                .formatted(file, folder));
      }
    } catch (NoSuchFileException e) {
      throw Failure.operator(
          "the journal of releases is not in %s, and there was one: mount its volume, restore it, or name its folder in orgscope.insight.journal.folder. Where it is lost and the database was not restored, move %s aside: the journal is written anew from the database"
              .formatted(folder, file),
          e);
    } catch (IOException e) {
      throw Failure.operator(mark + " cannot be read: " + e, e);
    }
  }
}
