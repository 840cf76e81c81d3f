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
import com.orgscope.kernel.TenantId;
import com.orgscope.state.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Keys in files of {@code HOME/keys/tenants}, for their owner's eyes only. Whoever has a tenant's
 * file and the database can read its names; a backup should keep the two apart.
 */
final class KeyFiles implements KeyEncryptionKeys {
  /** The one key of all tenants that homes of earlier versions began with. */
  static final String SHARED = "file:keys/master.json";

  private static final String SCHEME = "file:";
  private static final Pattern NAME =
      Pattern.compile("file:keys/(master|tenants/[a-z0-9-]+\\.[0-9a-f]{8})\\.json");

  private final Home home;

  KeyFiles(Home home) {
    this.home = home;
  }

  @Override
  public boolean holds(String key) {
    return key.startsWith(SCHEME);
  }

  @Override
  public String make(TenantId tenant) {
    try {
      OwnersOnly.closeFolder(OwnersOnly.folder(home.resolve("keys")));
      while (true) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        String key = SCHEME + "keys/tenants/" + tenant + "." + number + ".json";
        if (DurableFile.write(file(key), newKey())) {
          return key;
        }
      }
    } catch (IOException e) {
      throw Failure.operator("no key can be made in " + home + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Aead open(String key) {
    Path file = file(key);
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get())
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
  public void destroy(String key) {
    Path file = file(key);
    try {
      DurableFile.delete(file);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  /** A name comes out of the database, and leads to no other file. */
  private Path file(String key) {
    if (!NAME.matcher(key).matches()) {
      throw Failure.operator("'" + key + "' is no file of a key: restore the database's row");
    }
    return home.resolve(key.substring(SCHEME.length()));
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
