package com.orgscope.privacy;

import com.orgscope.kernel.Failure;
import com.orgscope.state.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * That somebody was erased, signed; it says nothing of who it was.
 *
 * @param document what was signed, as text
 * @param key the public half of the key that signed
 * @param signature Ed25519
 */
public record ErasureReceipt(String document, String key, String signature) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * What a receipt says.
   *
   * @param rows how many went, by place
   * @param together how many people these rows are of, who went in one pass; null in receipts of
   *     before that was said
   * @param searched the last search of every store after it ended; null if there was none
   * @param kept what holds a key of the person for good, and why
   * @param notSearched what no search looks into, and why; null in receipts from before that was
   *     said
   * @param heldOutside how much somebody outside still holds of the company, which names nobody
   */
  public record Said(
      String tenant,
      String erasure,
      String askedAt,
      String dueAt,
      String endedAt,
      boolean inTime,
      SortedMap<String, Long> rows,
      @Nullable Integer together,
      @Nullable Searched searched,
      Map<String, String> kept,
      @Nullable Map<String, String> notSearched,
      @Nullable Map<String, Long> heldOutside) {}

  /** A search for everybody who was erased, of whom this is one. */
  public record Searched(String at, SortedMap<String, Store> stores) {}

  /**
   * @param looked how many tables or files were looked through
   * @param found how often something was found
   * @param unread how many tables or files could not be read to their end; null in receipts from
   *     before that was noted
   */
  public record Store(long looked, long found, @Nullable Long unread) {}

  static ErasureReceipt of(Said said, SigningKey key) {
    String document = JSON.writeValueAsString(said);
    return new ErasureReceipt(document, key.open(), key.sign(bytes(document)));
  }

  public String text() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }

  /**
   * @throws Failure for the operator, if the text is no receipt
   */
  public static ErasureReceipt parse(String text) {
    try {
      ErasureReceipt given = JSON.readValue(text, ErasureReceipt.class);
      if (given == null
          || Stream.of(given.document(), given.key(), given.signature())
              .anyMatch(Objects::isNull)) {
        throw Failure.operator("this is no receipt of an erasure");
      }
      return given;
    } catch (JacksonException e) {
      throw Failure.operator("this is no receipt of an erasure", e);
    }
  }

  /** Whether it is what was signed with that key. */
  boolean signedBy(String open) {
    return key.equals(open) && SigningKey.signed(open, bytes(document), signature);
  }

  public Said said() {
    return JSON.readValue(document, Said.class);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
