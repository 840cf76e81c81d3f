package com.orgscope.audit;

import static com.orgscope.audit.AuditEntry.hex;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks entries in order and stops at the first that does not follow. The hash of an entry is
 * SHA-256 over the hash before it (32 zero bytes before the first) and its fields, each written as
 * its length in UTF-8 bytes, a colon, the bytes, a comma; time is microseconds since 1970. The
 * database computes it when an entry is added; this is the same once more, so that neither has to
 * be believed alone.
 */
final class Chain {
  private static final int HASH_BYTES = 32;

  private final TenantId tenant;
  private final Map<Long, String> sealed;
  private final long sealedEntries;
  private final MessageDigest digest;
  private byte[] head = new byte[HASH_BYTES];
  private long entries;
  private ChainCheck.@Nullable Broken broken;

  /**
   * @param seals what was written down outside the database of how the chain goes
   */
  Chain(TenantId tenant, List<Seal> seals) {
    this.tenant = tenant;
    this.sealed =
        seals.stream().collect(Collectors.toMap(Seal::entries, Seal::head, (first, _) -> first));
    this.sealedEntries = seals.stream().mapToLong(Seal::entries).max().orElse(0);
    this.digest = Sha256.digest();
  }

  /** Takes the next entry; after a broken one nothing more is looked at. */
  void next(AuditEntry entry, byte[] previous, byte[] hash) {
    if (broken != null) {
      return;
    }
    long expected = entries + 1;
    if (entry.number() != expected) {
      broken = new ChainCheck.Broken(expected, "is missing");
    } else if (!Arrays.equals(previous, head)) {
      broken = new ChainCheck.Broken(expected, "does not follow the entry before it");
    } else if (!Arrays.equals(hash(entry, previous), hash)) {
      broken = new ChainCheck.Broken(expected, "was changed after it was written");
    } else if (!sealed.getOrDefault(expected, hex(hash)).equals(hex(hash))) {
      broken = new ChainCheck.Broken(expected, "is not the entry that was sealed outside");
    } else {
      entries = expected;
      head = hash.clone();
    }
  }

  /** The finding, given where the writers say that the chain ends. */
  ChainCheck end(long written, @Nullable String last) {
    if (broken != null) {
      return broken;
    }
    if (entries < sealedEntries) {
      return new ChainCheck.Broken(entries + 1, "was cut off: it was sealed outside");
    }
    if (written != entries) {
      return new ChainCheck.Broken(
          Math.min(written, entries) + 1, written > entries ? "was cut off" : "was never written");
    }
    if (last != null && !last.equals(hex(head))) {
      return new ChainCheck.Broken(entries, "is not the entry that was written last");
    }
    return new ChainCheck.Whole(entries);
  }

  private byte[] hash(AuditEntry entry, byte[] previous) {
    digest.reset();
    digest.update(previous);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.at());
    for (String field :
        List.of(
            tenant.value(),
            Long.toString(entry.number()),
            Long.toString(micros),
            entry.principal(),
            entry.role(),
            entry.action(),
            entry.subject(),
            entry.reason())) {
      byte[] bytes = field.getBytes(UTF_8);
      digest.update((bytes.length + ":").getBytes(UTF_8));
      digest.update(bytes);
      digest.update((byte) ',');
    }
    return digest.digest();
  }
}
