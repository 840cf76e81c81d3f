package com.orgscope.egress;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in little space: questions to a model are alike but for a few lines, so one of them serves
 * as the dictionary of the others (zstd, a raw dictionary).
 */
final class Packing {
  private static final int LEVEL = 3;

  /** Shorter bodies gain nothing worth a row. */
  private static final int DICTIONARY_FROM = 2_000;

  private static final int DICTIONARY_TO = 200_000;

  private Packing() {}

  /** A body that others are packed by. */
  record Dictionary(long number, byte[] bytes) {}

  /**
   * @param dictionary the number of the one that opens it; null if none does
   */
  record Packed(byte[] bytes, @Nullable Long dictionary) {}

  static Packed pack(byte[] body, List<Dictionary> dictionaries) {
    Packed least = new Packed(Zstd.compress(body, LEVEL), null);
    byte[] room = new byte[Math.toIntExact(Zstd.compressBound(body.length))];
    for (Dictionary dictionary : dictionaries) {
      int length = Math.toIntExact(Zstd.compress(room, body, dictionary.bytes(), LEVEL));
      if (length < least.bytes().length) {
        least = new Packed(Arrays.copyOf(room, length), dictionary.number());
      }
    }
    return least;
  }

  /** Whether those after it, if they are like it, would be packed better by it. */
  static boolean servesOthers(byte[] body, Packed packed) {
    return body.length >= DICTIONARY_FROM
        && body.length <= DICTIONARY_TO
        && packed.bytes().length > body.length / 6;
  }

  static byte[] plain(byte[] packed, int size, byte @Nullable [] dictionary) {
    return dictionary == null
        ? Zstd.decompress(packed, size)
        : Zstd.decompress(packed, dictionary, size);
  }
}
