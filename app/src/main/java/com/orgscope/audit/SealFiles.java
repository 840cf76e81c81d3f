package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ChainedFiles;
import com.orgscope.state.DurableFile;
import com.orgscope.state.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals as files outside the database, {@code TENANT/000001.json} and on, each written once, signed
 * with a key of this home and holding the digest of the one before. The key's public half lies with
 * them, so that they can be checked where the home is not.
 */
@Component
final class SealFiles {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OPEN = "key.json";

  private final Path key;
  private final Path folder;

  SealFiles(Home home, AuditSettings settings) {
    key = home.resolve("keys").resolve("audit.json");
    Path elsewhere = settings.sealFolder();
    folder = elsewhere == null ? home.resolve("seals") : elsewhere;
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
    if (Files.exists(key)) {
      requireBegun();
    }
    ChainedFiles files = files(tenant);
    List<Seal> seals = new ArrayList<>();
    String previous = "";
    int count = files.count();
    String open = count == 0 ? "" : openKey();
    for (int number = 1; number <= count; number++) {
      String text = files.text(number);
      Document document = document(text, files.file(number));
      if (!document.tenant().equals(tenant.value())
          || !document.previous().equals(previous)
          || !SigningKey.signed(open, document.signed(), document.signature())) {
        throw changed(files.file(number));
      }
      seals.add(document.seal());
      previous = ChainedFiles.digest(text);
    }
    return List.copyOf(seals);
  }

  /** Writes the next one; if another process was faster, with whatever it found, this adds none. */
  Optional<Seal> add(TenantId tenant, long entries, String head, Instant at) {
    ChainedFiles files = files(tenant);
    int number = files.count() + 1;
    SigningKey signing = signingKey();
    String previous = number == 1 ? "" : ChainedFiles.digest(files.text(number - 1));
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
    return new ChainedFiles(
        folder.resolve(tenant.value()),
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
        });
  }

  /** This home's key; the public half is put beside the seals before the first of them. */
  private SigningKey signingKey() {
    Path open = folder.resolve(OPEN);
    try {
      if (!Files.exists(key)) {
        if (Files.exists(open)) {
          throw Failure.operator(
              key
                  + " is missing, and the seals in "
                  + folder
                  + " are signed with it: restore it from its backup, or name an empty folder in"
                  + " orgscope.audit.seal-folder and keep the old one");
        }
        var unused = DurableFile.write(key, SigningKey.generate().text());
        unused = DurableFile.write(open, SigningKey.parse(Files.readString(key)).open());
      }
      requireBegun();
      SigningKey found = SigningKey.parse(Files.readString(key));
      if (!openKey().equals(found.open())) {
        throw Failure.operator(
            key + " is not the key that the seals in " + folder + " are signed with");
      }
      return found;
    } catch (IOException e) {
      throw unreadable(key, e);
    } catch (GeneralSecurityException e) {
      throw Failure.operator(key + " is no key: restore it from its backup", e);
    }
  }

  /** Whoever takes the whole folder away is not answered with a new one. */
  private void requireBegun() {
    if (!Files.exists(folder.resolve(OPEN))) {
      throw Failure.operator(
          "the seals of audit logs are not in "
              + folder
              + ", and there were some: mount its volume, restore it, or name its folder in"
              + " orgscope.audit.seal-folder. Where they are lost, move "
              + key
              + " aside: the logs are sealed anew from what the database has");
    }
  }

  private String openKey() {
    Path open = folder.resolve(OPEN);
    try {
      return Files.readString(open).strip();
    } catch (IOException e) {
      throw unreadable(open, e);
    }
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

  private static Failure changed(Path file) {
    return Failure.operator(
        "the seals of an audit log are not as they were written: "
            + file
            + " was changed. Compare it with another copy of the folder");
  }

  private static Failure unreadable(Path path, IOException e) {
    return Failure.operator(path + " cannot be used for seals of audit logs: " + e, e);
  }
}
