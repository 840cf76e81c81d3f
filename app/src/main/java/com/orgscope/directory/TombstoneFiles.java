package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who was erased, hidden, in a file of each company outside the database: a restored database knows
 * it from there. The first line is the key as it rests; each other one is somebody, and when. Lines
 * are only added, and are durable before anything is deleted.
 */
@Component
final class TombstoneFiles {
  private final Path folder;

  TombstoneFiles(Home home) {
    folder = home.resolve("tombstones");
  }

  private Path file(TenantId tenant) {
    return folder.resolve(tenant + ".txt");
  }

  boolean isThere(TenantId tenant) {
    return Files.exists(file(tenant));
  }

  /** The key as it rests; empty if nobody of the company was erased in this home. */
  Optional<byte[]> sealed(TenantId tenant) {
    List<String> lines = lines(tenant);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Base64.getDecoder().decode(lines.getFirst()));
    } catch (IllegalArgumentException e) {
      throw Failure.operator(
          file(tenant) + " is not what was written: restore it from its backup", e);
    }
  }

  /** Whom it names, and since when; a line that was never finished names nobody. */
  Map<UUID, Instant> named(TenantId tenant) {
    Map<UUID, Instant> named = new LinkedHashMap<>();
    for (String line : lines(tenant).stream().skip(1).toList()) {
      String[] parts = line.split(" ", -1);
      try {
        if (parts.length == 2) {
          named.putIfAbsent(UUID.fromString(parts[0]), Instant.parse(parts[1]));
        }
      } catch (RuntimeException e) {
        throw Failure.operator(
            file(tenant) + " is not what was written: restore it from its backup", e);
      }
    }
    return named;
  }

  /** Whole lines. */
  private List<String> lines(TenantId tenant) {
    if (!isThere(tenant)) {
      return List.of();
    }
    try {
      String text = Files.readString(file(tenant));
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw Failure.retry(file(tenant) + " cannot be read", e);
    }
  }

  /**
   * Adds people whom it does not name yet; on return they outlive a loss of power.
   *
   * @param hidden since when each is erased
   */
  void add(TenantId tenant, byte[] sealed, Map<UUID, Instant> hidden) {
    Path file = file(tenant);
    try {
      if (!isThere(tenant)) {
        OwnersOnly.folder(folder);
        var unused = DurableFile.write(file, Base64.getEncoder().encodeToString(sealed) + "\n");
      }
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock mine = channel.lock()) {
        Map<UUID, Instant> named = named(tenant);
        StringBuilder lines = new StringBuilder();
        hidden.forEach((id, at) -> {
          if (!named.containsKey(id)) {
            lines.append(id).append(' ').append(at).append('\n');
          }
        });
        if (mine.isValid() && !lines.isEmpty()) {
          // A line that was never finished names nobody, and would be one with the next.
          String text = Files.readString(file, StandardCharsets.US_ASCII);
          int whole = text.lastIndexOf('\n') + 1;
          String key = whole == 0 ? Base64.getEncoder().encodeToString(sealed) + "\n" : "";
          channel.truncate(whole);
          ByteBuffer bytes = ByteBuffer.wrap((key + lines).getBytes(StandardCharsets.US_ASCII));
          channel.position(channel.size());
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
      }
    } catch (IOException e) {
      throw Failure.retry(
          "who is erased cannot be written down in " + file + ", and is not erased yet", e);
    }
  }

  boolean delete(TenantId tenant) {
    boolean was = isThere(tenant);
    try {
      DurableFile.delete(file(tenant));
    } catch (IOException e) {
      throw Failure.retry(file(tenant) + " cannot be deleted", e);
    }
    return was;
  }
}
