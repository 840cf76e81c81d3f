package com.orgscope.ingest;

import com.orgscope.json.Canonical;
import com.orgscope.json.Json;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Works out the 128-bit key of an event: the first half of SHA-256 over tenant, provider and the
 * parts that make the event itself to its provider. Every part is written with its length, so that
 * no two lists of parts meet.
 */
public final class Fingerprint {
  private final byte[] tenant;
  private final MessageDigest digest = Sha256.digest();
  private final Canonical canonical = new Canonical();

  /** The parts so far: one call of the digest costs less than one for each part. */
  private byte[] parts = new byte[256];

  private int length;

  Fingerprint(TenantId tenant) {
    this.tenant = tenant.value().getBytes(StandardCharsets.UTF_8);
  }

  /** Begins the key of the next event. */
  public Fingerprint begin(Json.Name provider) {
    length = 0;
    part(tenant, 0, tenant.length);
    part(provider.utf8(), 0, provider.utf8().length);
    return this;
  }

  /** Adds a text or number as it is written; what is absent or null differs from what is empty. */
  public Fingerprint text(Json json, int node) {
    if (json.isText(node)) {
      return part(json.bytes(), json.start(node), json.stop(node));
    }
    return absent();
  }

  public Fingerprint number(long value) {
    length(Long.BYTES);
    for (int consumer = 56; consumer >= 0; consumer -= 8) {
      parts[length++] = (byte) (value >>> consumer);
    }
    return this;
  }

  /** Adds a value of any depth, the same for any order of members and any spacing. */
  public Fingerprint canonical(Json json, int node) {
    canonical.clear();
    canonical.write(json, node);
    return part(canonical.bytes(), 0, canonical.length());
  }

  /** Adds a list of named values, the same for any order of the list. */
  public Fingerprint named(Json json, int list, Json.Name name) {
    canonical.clear();
    canonical.writeNamed(json, list, name);
    return part(canonical.bytes(), 0, canonical.length());
  }

  private Fingerprint part(byte[] bytes, int from, int to) {
    length(to - from);
    System.arraycopy(bytes, from, parts, length, to - from);
    length += to - from;
    return this;
  }

  private Fingerprint absent() {
    length(-1);
    return this;
  }

  /** Writes the length of a part, with room for the part behind it. */
  private void length(int part) {
    int needed = length + Integer.BYTES + Math.max(part, 0);
    if (needed > parts.length) {
      parts = Arrays.copyOf(parts, Math.max(needed, parts.length * 2));
    }
    for (int consumer = 24; consumer >= 0; consumer -= 8) {
      parts[length++] = (byte) (part >>> consumer);
    }
  }

  byte[] end() {
    digest.update(parts, 0, length);
    return digest.digest();
  }

  static long half(byte[] hash, int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = value << 8 | (hash[i] & 0xff);
    }
    return value;
  }
}
