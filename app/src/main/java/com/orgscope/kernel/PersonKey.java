package com.orgscope.kernel;

import java.util.UUID;

/**
 * The pseudonym of a person: 128 bits of HMAC-SHA-256 under the tenant's key, shaped as a version 8
 * UUID (RFC 9562), so its top bit says nothing and signed and unsigned comparison agree within one
 * variant. It is the only name a person has outside the directory.
 */
public record PersonKey(UUID value) implements Comparable<PersonKey> {

  /** Makes a key of the first 16 bytes of a hash; the top, version and variant bits are fixed. */
  public static PersonKey ofHash(byte[] hash) {
    if (hash.length < 16) {
      throw new IllegalArgumentException("16 bytes of hash are needed, not " + hash.length);
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = high << 8 | (hash[i] & 0xff);
      low = low << 8 | (hash[i + 8] & 0xff);
    }
    high = (high & 0x7fff_ffff_ffff_0fffL) | 0x8000L;
    low = (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new PersonKey(new UUID(high, low));
  }

  public static PersonKey parse(String text) {
    return new PersonKey(UUID.fromString(text));
  }

  /** In unsigned order of the 128 bits, as DuckDB and PostgreSQL sort. */
  @Override
  public int compareTo(PersonKey other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
