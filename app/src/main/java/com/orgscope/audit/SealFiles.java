package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ChainedFiles;
import com.orgscope.state.SigningKey;
import com.orgscope.state.SigningKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals as files outside the database, {@code TENANT/000001.json} and on, each written once, signed
 * with a key of this home and holding the digest of the one before. The key's public half lies with
 * them, so that they can be checked where the home is not.
 */
@Component
final class SealFiles {
  /** A field that is missing, by a name that was changed too, is no less a change than a value. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  static final ChainedFiles.Faults FAULTS =
      new ChainedFiles.Faults() {
        @Override
        public Failure broken(Path file, String how) {
          return Failure.operator(
              "the seals of an audit log are not as they were written: " + file + " " + how);
        }

        @Override
        public Failure unreadable(Path path, IOException e) {
          return SealFiles.unreadable(path, e);
        }
      };

  private final Path folder;
  private final SigningKeyFile key;

  SealFiles(Home home, AuditSettings settings) {
    Path file = home.resolve("keys").resolve("audit.json");
    Path elsewhere = settings.sealFolder();
    folder = elsewhere == null ? home.resolve("seals") : elsewhere;
    key =
        new SigningKeyFile(
            file,
            folder.resolve("key.json"),
            new SigningKeyFile.Words(
                "%s is missing, and the seals in %s are signed with it: restore it from its backup, or name an empty folder in orgscope.audit.seal-folder and keep the old one"
                    .formatted(file, folder),
                "%s is not the key that the seals in %s are signed with".formatted(file, folder),
                "the seals of audit logs are not in %s, and there were some: mount its volume, restore it, or name its folder in orgscope.audit.seal-folder. Where they are lost, move %s aside: the logs are sealed anew from what the database has"
                    .formatted(folder, file),
                file + " is no key: restore it from its backup"));
  }

  /** As it stands in its file. */
  private record Document(
      String tenant,
      int number,
      long entries,
      String head,
      String at,
      String previous,
      String signature) {
    byte[] signed() {
      return String.join("\n", tenant, number + "", entries + "", head, at, previous)
          .getBytes(UTF_8);
    }

    Seal seal() {
      return new Seal(new TenantId(tenant), number, entries, head, Instant.parse(at));
    }
  }

  /** What everything beside the seals is signed with too. */
  SigningKeyFile key() {
    return key;
  }

  Path folder() {
    return folder;
  }

  /**
   * Every seal of a tenant, the oldest first.
   *
   * @throws Failure for the operator, if one is missing, was changed, or was signed by another key,
   *     or all are gone
   */
  List<Seal> of(TenantId tenant) {
    ChainedFiles files = files(tenant);
    // Whoever takes the whole folder away is not answered with a new one.
    String open = key.isBegun() || files.count() > 0 ? key.open() : "";
    return files.readAll((number, text, previous) -> {
      Document document = document(text, files.file(number));
      if (!document.tenant().equals(tenant.value())
          || !document.previous().equals(previous)
          || !SigningKey.signed(open, document.signed(), document.signature())) {
        throw changed(files.file(number));
      }
      return document.seal();
    });
  }

  /**
   * One seal as it stands in its file.
   *
   * @param text to the byte: the next seal holds its digest
   * @param key the public half it was signed with
   */
  record Written(Seal seal, String text, String key) {}

  /** Whether the tenant's seal of that number was written, without a look into it. */
  boolean isWritten(TenantId tenant, int number) {
    return Files.exists(files(tenant).file(number));
  }

  /**
   * Empty where it was not written yet. It is not compared with the one before.
   *
   * @throws Failure for the operator, if it was changed or signed by another key
   */
  Optional<Written> written(TenantId tenant, int number) {
    ChainedFiles files = files(tenant);
    Path file = files.file(number);
    if (!isWritten(tenant, number)) {
      return Optional.empty();
    }
    String text = files.text(number);
    Document document = document(text, file);
    String open = key.open();
    if (!document.tenant().equals(tenant.value())
        || document.number() != number
        || !SigningKey.signed(open, document.signed(), document.signature())) {
      throw changed(file);
    }
    return Optional.of(new Written(document.seal(), text, open));
  }

  /** Writes the next one; if another process was faster, with whatever it found, this adds none. */
  Optional<Seal> add(TenantId tenant, long entries, String head, Instant at) {
    ChainedFiles files = files(tenant);
    int number = files.count() + 1;
    SigningKey signing = key.existingOrNew();
    String previous = files.previous(number);
    Document unsigned =
        new Document(tenant.value(), number, entries, head, at.toString(), previous, "");
    Document document =
        new Document(
            tenant.value(),
            number,
            entries,
            head,
            at.toString(),
            previous,
            signing.sign(unsigned.signed()));
    try {
      return files.add(number, JSON.writeValueAsString(document))
          ? Optional.of(document.seal())
          : Optional.empty();
    } catch (IOException e) {
      throw unreadable(files.file(number), e);
    }
  }

  private ChainedFiles files(TenantId tenant) {
    return new ChainedFiles(folder.resolve(tenant.value()), FAULTS);
  }

  private static Document document(String text, Path file) {
    try {
      Document document = JSON.readValue(text, Document.class);
      Instant.parse(document.at());
      return document;
    } catch (JacksonException | DateTimeParseException | NullPointerException e) {
      throw changed(file);
    }
  }

  static Failure changed(Path file) {
    return Failure.operator(
        "the seals of an audit log are not as they were written: "
            + file
            + " was changed. Compare it with another copy of the folder");
  }

  static Failure unreadable(Path path, IOException e) {
    return Failure.operator(path + " cannot be used for seals of audit logs: " + e, e);
  }
}
