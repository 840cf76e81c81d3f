package com.orgscope.insight;

import com.orgscope.kernel.Home;
import com.orgscope.state.SigningKey;
import com.orgscope.state.SigningKeyFile;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The release key in {@code HOME/keys/release.json}, and its public half in the journal's {@code
 * journal.json}.
 */
@Component
final class ReleaseKeyFile {
  private final Path folder;
  private final SigningKeyFile files;

  ReleaseKeyFile(Home home, JournalSettings settings) {
    Path file = home.resolve("keys").resolve("release.json");
    Path elsewhere = settings.folder();
    folder = elsewhere == null ? home.resolve("journal") : elsewhere;
    files =
        new SigningKeyFile(
            file,
            folder.resolve("journal.json"),
            new SigningKeyFile.Words(
                "%s is missing, and the journal of releases in %s is signed with it: restore it from its backup. Nothing is published meanwhile"
                    .formatted(file, folder),
                "%s is not the key that the journal of releases in %s was begun with: restore the key, or name the right folder in orgscope.insight.journal.folder"
                    .formatted(file, folder),
                "the journal of releases is not in %s, and there was one: mount its volume, restore it, or name its folder in orgscope.insight.journal.folder. Where it is lost and the database was not restored, move %s aside: the journal is written anew from the database"
                    .formatted(folder, file),
                file + " is no release key: restore it from its backup"));
  }

  /** Where the journal is. */
  Path folder() {
    return folder;
  }

  /**
   * The key of the journal; none before its first entry.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if key or journal is missing, or they do
   *     not belong together
   */
  Optional<SigningKey> existing() {
    return files.existing();
  }

  SigningKey existingOrNew() {
    return files.existingOrNew();
  }
}
