package com.orgscope.directory;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The master key in {@code HOME/keys/master.json}, for its owner's eyes only. Whoever has this file
 * and the database can read names; a backup should keep the two apart.
 */
@Component
final class MasterKeyFile implements KeyEncryptionKey {
  private final Path file;

  MasterKeyFile(Home home) {
    file = home.resolve("keys").resolve("master.json");
  }

  @Override
  public Aead existing() {
    try {
      String json = Files.readString(file);
      return TinkJsonProtoKeysetFormat.parseKeyset(
              json, AeadConfig2026.get(), InsecureSecretKeyAccess.get())
          .getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (NoSuchFileException e) {
      throw Failure.operator(
          file + " is missing: names cannot be read without it; restore it from its backup", e);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw Failure.operator(file + " is no key set: restore it from its backup", e);
    }
  }

  @Override
  public Aead existingOrNew() {
    if (!Files.exists(file)) {
      make();
    }
    return existing();
  }

  /**
   * Two processes may do this at once on a new home. Each writes a file of its own and links it
   * under the one name; only the first link succeeds, and both read what it holds.
   */
  private void make() {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Path folder = Objects.requireNonNull(file.getParent());
      OwnersOnly.folder(folder);
      OwnersOnly.closeFolder(folder);
      Path own = Files.createTempFile(folder, "master", ".new", ownerOnly);
      try {
        Files.writeString(own, newKey());
        Files.createLink(file, own);
      } catch (FileAlreadyExistsException e) {
        // The other process was first.
      } finally {
        Files.delete(own);
      }
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String newKey() {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
          AeadConfig2026.get(),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw Failure.bug("no key can be made", e);
    }
  }
}
