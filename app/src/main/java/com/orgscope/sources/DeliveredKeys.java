package com.orgscope.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.orgscope.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.stereotype.Component;

/**
 * What this process knows to be durable in the event log, so that reading a stretch of a log again
 * does not fill the event log with copies. It forgets under pressure and with the process: then
 * copies are delivered, and stored once.
 */
@Component
final class DeliveredKeys {
  /** Elements remembered, about 100 bytes each. */
  private static final int MOST = 300_000;

  private final Cache<Digest, Boolean> known = Caffeine.newBuilder().maximumSize(MOST).build();

  DeliveredKeys() {}

  /** Half of SHA-256 over the source and the element's bytes. */
  record Digest(long high, long low) {
    static Digest of(Connection connection, byte[] element) {
      MessageDigest sha256 = Sha256.digest();
      sha256.update(
          (connection.tenant() + "/" + connection.source() + "/").getBytes(StandardCharsets.UTF_8));
      ByteBuffer hash = ByteBuffer.wrap(sha256.digest(element));
      return new Digest(hash.getLong(), hash.getLong());
    }
  }

  boolean knows(Digest element) {
    return known.getIfPresent(element) != null;
  }

  void add(Digest element) {
    known.put(element, true);
  }
}
