package com.orgscope.insight;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ChainedFiles;
import com.orgscope.state.DurableFile;
import com.orgscope.state.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was released, in files outside the database: one a release or withdrawal, each signed and
 * chained to the one before. A file is durable before anybody sees its release, so that a database
 * that was lost or restored cannot have the same days drawn again.
 */
@Component
final class ReleaseJournal {
  /** A volume has folders of its own, such as {@code lost+found}. */
  private static final String TENANTS = "[a-z0-9][a-z0-9-]*";

  private static final String SIGNATURE = "\ned25519 ";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ReleaseKeyFile keys;

  ReleaseJournal(ReleaseKeyFile keys) {
    this.keys = keys;
  }

  Path folder() {
    return keys.folder();
  }

  /** How many entries a tenant has, without a look into them. */
  int count(TenantId tenant) {
    return files(tenant).count();
  }

  /**
   * Takes a tenant's journal away, the newest file first, so that what a kill leaves is whole.
   *
   * @return how many entries it had
   */
  int delete(TenantId tenant) {
    ChainedFiles files = files(tenant);
    int entries = files.count();
    try {
      for (int number = entries; number >= 1; number--) {
        DurableFile.delete(files.file(number));
      }
      Path folder = folder().resolve(tenant.value());
      if (Files.isDirectory(folder)) {
        DurableFile.forgetUnfinished(folder);
        Files.delete(folder);
      }
      return entries;
    } catch (IOException e) {
      throw unreadable(folder(), e);
    }
  }

  /**
   * Whose journals there are.
   *
   * @throws Failure for the operator, if there was a journal and is none
   */
  List<TenantId> tenants() {
    var unused = keys.existing();
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder())) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches(TENANTS) && Files.isDirectory(folder().resolve(name)))
          .map(TenantId::new)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder(), e);
    }
  }

  /**
   * Everything, oldest first.
   *
   * @throws Failure for the operator, if a file is missing or is not as it was written
   */
  List<JournalEntry> entries(TenantId tenant) {
    Optional<SigningKey> key = keys.existing();
    ChainedFiles files = files(tenant);
    return files.readAll((number, text, previous) -> {
      Path file = files.file(number);
      JournalEntry entry =
          signed(text, key)
              .orElseThrow(
                  () -> broken(file, tenant, "is not as it was written: its signature fails"));
      if (!entry.tenant().equals(tenant.value()) || entry.number() != number) {
        throw broken(file, tenant, "was written for another place");
      }
      if (!entry.previous().equals(previous)) {
        throw broken(file, tenant, "does not follow on the file before it");
      }
      return entry;
    });
  }

  /**
   * Releases by name, as they were signed and before anything is read of them.
   *
   * @throws Failure as {@link #entries} does
   */
  Map<String, JsonNode> documents(TenantId tenant) {
    ChainedFiles files = files(tenant);
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    for (JournalEntry entry : entries(tenant)) {
      if (entry.release() != null) {
        String text = files.text(entry.number());
        documents.put(
            entry.release().release().id(),
            JSON.readTree(text.substring(0, text.indexOf(SIGNATURE))).at("/release/release"));
      }
    }
    return documents;
  }

  /**
   * On return the release is durable and may be shown.
   *
   * @param number the next, as far as the caller knows
   * @throws Failure to try again, if another database wrote into this journal meanwhile
   */
  void append(TenantId tenant, int number, JournalEntry.Published release) {
    append(tenant, number, release, null);
  }

  /** As for a release. */
  void append(TenantId tenant, int number, JournalEntry.Withdrawal withdrawal) {
    append(tenant, number, null, withdrawal);
  }

  private void append(
      TenantId tenant,
      int number,
      JournalEntry.@Nullable Published release,
      JournalEntry.@Nullable Withdrawal withdrawal) {
    int written = entries(tenant).size();
    SigningKey key = keys.existingOrNew();
    ChainedFiles files = files(tenant);
    Path file = files.file(number);
    if (written != number - 1) {
      throw notNext(file);
    }
    String body =
        JSON.writeValueAsString(
            new JournalEntry(tenant.value(), number, files.previous(number), release, withdrawal));
    try {
      DurableFile.forgetUnfinished(folder(tenant));
      if (!files.add(number, body + SIGNATURE + key.sign(body.getBytes(UTF_8)) + "\n")) {
        throw notNext(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw Failure.operator(
          "%s cannot be written, and nothing is shown before it is: %s. A folder is needed with room, and where files can be linked"
              .formatted(file, e),
          e);
    }
  }

  /** What is signed, or nothing if the signature or the key is not there. */
  private static Optional<JournalEntry> signed(String text, Optional<SigningKey> key) {
    int end = text.indexOf(SIGNATURE);
    if (end < 0 || key.isEmpty()) {
      return Optional.empty();
    }
    String body = text.substring(0, end);
    String signature = text.substring(end + SIGNATURE.length());
    return signature.endsWith("\n")
            && key.get()
                .signed(body.getBytes(UTF_8), signature.substring(0, signature.length() - 1))
        ? Optional.of(parsed(body))
        : Optional.empty();
  }

  private static JournalEntry parsed(String body) {
    try {
      return JSON.readValue(body, JournalEntry.class);
    } catch (JacksonException e) {
      throw Failure.operator(
          "the journal of releases was written by a newer Orgscope: use that one", e);
    }
  }

  private Path folder(TenantId tenant) {
    return folder().resolve(tenant.value());
  }

  private ChainedFiles files(TenantId tenant) {
    return new ChainedFiles(
        folder(tenant),
        new ChainedFiles.Faults() {
          @Override
          public Failure broken(Path file, String how) {
            return ReleaseJournal.broken(file, tenant, how);
          }

          @Override
          public Failure unreadable(Path path, IOException e) {
            return ReleaseJournal.unreadable(path, e);
          }
        });
  }

  private static Failure notNext(Path file) {
    return Failure.retry(
        file + " is not the next of the journal any more: another process wrote meanwhile", null);
  }

  private static Failure broken(Path file, TenantId tenant, String how) {
    return Failure.operator(
        "%s %s. Put it back from a copy of the journal; until then nothing is published of %s. Where there is no copy and the database was not restored, move the folder %s aside: it is written anew from the database"
            .formatted(file, how, tenant, file.getParent()));
  }

  private static Failure unreadable(Path path, IOException e) {
    return Failure.operator(
        path + " cannot be read: mend that, nothing is published meanwhile. " + e, e);
  }
}
