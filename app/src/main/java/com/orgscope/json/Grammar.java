package com.orgscope.json;

/**
 * Parses a JSON document strictly where it lies in a buffer: its grammar, its numbers, its UTF-8
 * and its depth are checked.
 *
 * <p>One liberty is taken: strings may stand in single quotes, since some producers write them.
 */
public interface Grammar {
  /** The bytes end before the document does. */
  int INCOMPLETE = -1;

  int MALFORMED = -2;
  int TOO_DEEP = -3;
  int INVALID_UTF8 = -4;

  /**
   * Parses one value that begins at {@code from} or behind blanks there.
   *
   * @param tape is written anew; its places are offsets in the buffer
   * @return where the value ends, or one of the negative numbers above
   */
  int parse(byte[] buffer, int from, int to, Tape tape);

  /** What may stand between the parts of a document. */
  static boolean isBlank(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
