package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks a log in order and stops at the first entry that does not follow. An entry's digest is
 * SHA-256 over its fields, each written as its length in UTF-8 bytes, a colon, the bytes, a comma;
 * time is microseconds since 1970. A block's hash is SHA-256 over the hash before it, its own
 * fields in the same way, and the digests of its entries. The first entries of an older log hold
 * the hash of the one before instead (32 zero bytes before the first). The database computes it
 * when a block is made; this is the same once more, so that neither has to be believed alone.
 */
final class Chain {
  private static final int HASH_BYTES = 32;

  private final TenantId tenant;
  private final NavigableMap<Long, String> sealed = new TreeMap<>();
  private final MessageDigest digest = Sha256.digest();
  private byte[] head = new byte[HASH_BYTES];
  private long total;
  private long highest;
  private long blocks;
  private ChainCheck.@Nullable Broken broken;

  /** An entry with what it holds of the one before, if it is of an older log. */
  record Chained(StoredEntry entry, byte @Nullable [] previous, byte @Nullable [] hash) {}

  /**
   * @param seals what was written down outside the database of how the chain goes
   */
  Chain(TenantId tenant, Collection<Seal> seals) {
    this.tenant = tenant;
    seals.forEach(seal -> sealed.putIfAbsent(seal.entries(), seal.head()));
  }

  /** Goes on after a block that is known to be good, instead of beginning with the first entry. */
  void goOnAfter(Block good) {
    total = good.total();
    highest = good.highest();
    blocks = good.number();
    head = good.hash().clone();
  }

  /** Begins where what is too old to be kept ends. */
  void beginAfter(LogStart start) {
    total = start.entries();
    highest = start.highest();
    blocks = start.block();
    head = HexFormat.of().parseHex(start.head());
  }

  /**
   * What is before an entry is gone, and nobody signed that it may be.
   *
   * @param entry the first that there is
   */
  void cutOff(long entry) {
    broken(entry, "has nothing before it: what was there was cut off without leave");
  }

  boolean isBroken() {
    return broken != null;
  }

  /** The number of the last block that was walked; 0 before the first. */
  long blocks() {
    return blocks;
  }

  /** The highest number of an entry that was walked. */
  long highest() {
    return highest;
  }

  /** Takes the next entry of an older log; after a broken one nothing more is looked at. */
  void next(Chained next) {
    if (broken != null) {
      return;
    }
    long expected = total + 1;
    byte[] previous = next.previous();
    byte[] hash = next.hash();
    if (next.entry().number() != expected || previous == null || hash == null) {
      broken(expected, "is missing");
    } else if (!Arrays.equals(previous, head)) {
      broken(expected, "does not follow the entry before it");
    } else if (!Arrays.equals(hash(previous, next.entry()), hash)) {
      broken(expected, "was changed after it was written");
    } else {
      reached(expected, expected, hash, expected);
    }
  }

  /** Takes the next block, with those of its entries that there are. */
  void next(Block block, Map<Long, StoredEntry> entries) {
    if (broken != null) {
      return;
    }
    List<Long> numbers = block.entries();
    long first = numbers.isEmpty() ? highest + 1 : numbers.getFirst();
    if (block.number() != blocks + 1) {
      broken(first, "has no block before its own");
    } else if (!Arrays.equals(block.previous(), head)) {
      broken(first, "is in a block that does not follow the one before");
    } else if (!Arrays.equals(hash(block), block.hash())
        || block.digests().size() != numbers.size()
        || block.total() != total + numbers.size()) {
      broken(first, "is in a block that was changed after it was written");
    } else if (every(block, entries)) {
      blocks = block.number();
      reached(first, block.total(), block.hash(), Math.max(highest, block.highest()));
    }
  }

  private boolean every(Block block, Map<Long, StoredEntry> entries) {
    for (int i = 0; i < block.entries().size(); i++) {
      long number = block.entries().get(i);
      StoredEntry entry = entries.get(number);
      String reason = null;
      if (entry == null) {
        reason = "is missing";
      } else if (!Arrays.equals(hash(new byte[0], entry), block.digests().get(i))) {
        reason = "was changed after it was written";
      }
      if (reason != null) {
        broken = new ChainCheck.Broken(number, total + i, reason);
        return false;
      }
    }
    return true;
  }

  /** What was sealed outside between here and there must be sealed right there. */
  private void reached(long entry, long now, byte[] hash, long top) {
    Map<Long, String> between = sealed.subMap(total, false, now, true);
    if (!between.isEmpty() && !between.equals(Map.of(now, hex(hash)))) {
      broken(entry, "is not the entry that was sealed outside");
      return;
    }
    total = now;
    highest = top;
    head = hash.clone();
  }

  private void broken(long entry, String reason) {
    broken = new ChainCheck.Broken(entry, total, reason);
  }

  /**
   * The finding.
   *
   * @param end where the writers say that the chain ends
   * @param loose what the table holds besides
   */
  ChainCheck end(AuditStore.End end, AuditStore.Loose loose) {
    if (broken == null) {
      if (!sealed.isEmpty() && total < sealed.lastKey()) {
        broken(highest + 1, "was cut off: it was sealed outside");
      } else if (end.entries() != total) {
        broken(highest + 1, end.entries() > total ? "was cut off" : "was never written");
      } else if (!end.head().equals(hex(head)) && total > 0) {
        broken(highest, "is not the entry that was written last");
      } else if (loose.stranger() != null) {
        broken(loose.stranger(), "was put in past the sealer");
      } else if (loose.unlisted() != null) {
        broken(loose.unlisted(), "is in a block that was put in past the sealer");
      } else if (loose.gone() != null) {
        broken(loose.gone(), "is missing");
      } else if (loose.listless() != null) {
        broken(loose.listless(), "is about people whose list is not as it was written");
      }
    }
    return broken != null ? broken : new ChainCheck.Whole(total, loose.unsealed());
  }

  private byte[] hash(byte[] before, StoredEntry entry) {
    digest.reset();
    digest.update(before);
    spell(List.of(tenant.value(), Long.toString(entry.number()), micros(entry.at())));
    spell(entry.hashed());
    return digest.digest();
  }

  private byte[] hash(Block block) {
    digest.reset();
    digest.update(block.previous());
    spell(
        List.of(
            tenant.value(),
            Long.toString(block.number()),
            micros(block.at()),
            Integer.toString(block.entries().size()),
            Long.toString(block.total()),
            Long.toString(block.highest())));
    block.digests().forEach(digest::update);
    return digest.digest();
  }

  private void spell(List<String> fields) {
    for (String field : fields) {
      byte[] bytes = field.getBytes(UTF_8);
      digest.update((bytes.length + ":").getBytes(UTF_8));
      digest.update(bytes);
      digest.update((byte) ',');
    }
  }

  private static String micros(Instant at) {
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
