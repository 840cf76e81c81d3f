package com.orgscope.kernel;

/** Somebody who watches long work: a bar in a terminal, or nobody. */
public interface Progress {
  /** Nobody watches. */
  Progress NONE = (done, total) -> {};

  /**
   * @param done units finished so far
   * @param total units in all, or -1 while unknown
   */
  void at(long done, long total);
}
