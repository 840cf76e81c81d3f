package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ByteSearch;
import com.orgscope.state.DurableFile;
import com.orgscope.state.Findings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries that the database would not take, of pages that show no person: each a file of its own in
 * the home, durable before the page is shown, until it is written into the log. Who looked stands
 * there by HMAC and cipher text under the tenant's key. A process that is killed between the log
 * and the deleting of a file writes that entry twice.
 */
@Component
final class Spool {
  /** With more of them the log has been away too long: nothing more is shown. */
  static final int MOST = 10_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ENTRIES = ".json";

  private final Path folder;
  private final InstantSource clock;

  Spool(Home home, InstantSource clock) {
    this.clock = clock;
    folder = home.resolve("audit-spool");
  }

  /**
   * As it stands in its file.
   *
   * @param program the principal of a program; empty of people
   */
  private record Kept(
      String tenant,
      String role,
      String program,
      Words words,
      String at,
      Origin origin,
      @Nullable Who who) {}

  private record Words(String action, String subject, String reason) {}

  private record Who(UUID lookup, @Nullable UUID about, @Nullable UUID called, String sealed) {
    AliasStore.Hidden hidden() {
      return new AliasStore.Hidden(lookup, about, called, Base64.getDecoder().decode(sealed));
    }
  }

  /**
   * Keeps an entry.
   *
   * @param who acted; null if it is no person
   * @throws Failure retry, if it cannot be kept either, or too many are
   */
  void keep(Caller caller, AuditStore.Deed deed, Origin origin, AliasStore.@Nullable Hidden who) {
    Instant at = clock.instant();
    Kept kept =
        new Kept(
            caller.tenant().value(),
            caller.role().name(),
            who == null ? caller.principal() : "",
            new Words(deed.action(), deed.subject(), deed.reason()),
            at.toString(),
            origin,
            who == null
                ? null
                : new Who(
                    who.lookup(),
                    who.about(),
                    who.called(),
                    Base64.getEncoder().encodeToString(who.sealed())));
    try {
      if (Files.isDirectory(folder) && files().size() >= MOST) {
        throw Failure.retry("the audit log cannot be written, and too much waits for it", null);
      }
      String name = String.format(Locale.ROOT, "%015d-%s", at.toEpochMilli(), UUID.randomUUID());
      var unused = DurableFile.write(folder.resolve(name + ENTRIES), JSON.writeValueAsString(kept));
    } catch (IOException e) {
      throw Failure.retry("the audit log cannot be written, nor kept in " + folder, e);
    }
  }

  /** The oldest first. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ENTRIES)).sorted().toList();
    }
  }

  /** Writes what was kept into the log, one process of this home at a time. */
  void drain(AuditStore store, AliasStore aliases) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path lock = folder.resolve("lock");
    try {
      if (files().isEmpty()) {
        return;
      }
      if (!Files.exists(lock)) {
        OwnersOnly.file(lock);
      }
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock mine = channel.tryLock()) {
        if (mine != null) {
          for (Path file : files()) {
            write(file, store, aliases);
            Files.delete(file);
          }
        }
      } catch (OverlappingFileLockException e) {
        // Another of this process is at it.
      }
    } catch (IOException e) {
      throw Failure.retry("what was kept in " + folder + " cannot be read", e);
    }
  }

  /** Looks for people in entries of a company that are kept, opened. */
  void holding(TenantId tenant, ByteSearch search, Aliases aliases, Findings findings) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      for (Path file : files()) {
        String place = String.valueOf(file.getFileName());
        try {
          Kept kept = JSON.readValue(Files.readString(file), Kept.class);
          Who who = kept.who();
          if (kept.tenant().equals(tenant.value()) && who != null) {
            aliases.look(tenant, place, who.hidden(), search, findings);
          }
        } catch (NoSuchFileException | JacksonException e) {
          findings.unread(place, "gone, or no entry");
        }
      }
    } catch (IOException e) {
      findings.unread(folder.getFileName() + "/", "cannot be read");
    }
  }

  private static void write(Path file, AuditStore store, AliasStore aliases) throws IOException {
    Kept kept;
    try {
      kept = JSON.readValue(Files.readString(file), Kept.class);
    } catch (JacksonException e) {
      throw Failure.operator(file + " is no entry of the audit log: move it aside", e);
    }
    TenantId tenant = new TenantId(kept.tenant());
    Who who = kept.who();
    String alias = "";
    if (who != null) {
      alias =
          Objects.requireNonNull(aliases.names(tenant, List.of(who.hidden())).get(who.lookup()))
              .toString();
    }
    Role role = Role.valueOf(kept.role());
    // Who it was is said by the alias; the database has no row of anybody for the rest.
    PersonKey nobody = role.isOfAPerson() ? new PersonKey(UUID.randomUUID()) : null;
    Caller caller = new Caller(tenant, role, who == null ? kept.program() : "kept", nobody);
    store.append(
        caller,
        kept.origin().noted(alias),
        new AuditStore.Deed(
            kept.words().action(),
            kept.words().subject(),
            kept.words().reason() + "; kept in a file since " + kept.at(),
            List.of(),
            null));
  }
}
