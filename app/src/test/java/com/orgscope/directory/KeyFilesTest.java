package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest extends KeyEncryptionKeysContract {
  @TempDir Path home;

  @Override
  KeyEncryptionKeys keys() {
    return new KeyFiles(new Home(home));
  }

  @Test
  void a_damaged_or_missing_file_is_said_plainly() throws Exception {
    String key = keys().make(ACME);
    Path file = home.resolve(key.substring("file:".length()));
    assertThat(Files.getPosixFilePermissions(file)).as("for its owner only").hasSize(2);
    assertThat(Files.getPosixFilePermissions(home.resolve("keys"))).hasSize(3);
    Files.writeString(file, "{}");
    assertThatThrownBy(() -> keys().open(key))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("restore it from its backup");
    Files.delete(file);
    assertThatThrownBy(() -> keys().open(key))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(file + " is missing");
  }
}
