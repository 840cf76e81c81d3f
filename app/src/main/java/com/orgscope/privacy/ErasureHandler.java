package com.orgscope.privacy;

/**
 * A bean of a room that keeps rows about people, mostly the store itself: how they go when somebody
 * is erased.
 */
public interface ErasureHandler {

  /** In which order rooms forget. */
  enum Stage {
    /** What still comes in, so that nothing does behind the others' backs. */
    INCOMING,
    /** What was made of it. */
    ROWS,
    /** Who they were, by which the others are found. */
    IDENTITY
  }

  default Stage stage() {
    return Stage.ROWS;
  }

  /** What is searched, in a few words that stay the same ("dead letters"). */
  String place();

  /**
   * Deletes all there is of somebody. It may be called again after a crash; again changes nothing.
   *
   * @return how many rows went
   */
  long erase(Erased erased);
}
