package com.orgscope.work;

import com.orgscope.kernel.Failure;

/** A bean that does one kind of work. */
public interface ShardHandler {
  /** The kind of job whose shards it takes. */
  String kind();

  /**
   * Whether a shard mostly waits for somebody else and works little: it then takes none of the
   * places of those who work, so that a long wait of one tenant holds up nobody.
   */
  default boolean waits() {
    return false;
  }

  /**
   * Whether shards that wait have places of their own, and are behind no other kind that waits:
   * what the law sets a time for.
   */
  default boolean waitsApart() {
    return false;
  }

  /**
   * Does a shard from its last checkpoint to its end. It may run again after a crash, from the last
   * checkpoint, so whatever must happen once belongs into {@link Shard#checkpoint}.
   *
   * @throws Failure of kind RETRY to be called again later, a limited number of times; of any other
   *     kind to give the shard up. Other exceptions are tried again too.
   */
  void run(Shard shard);
}
