package com.orgscope.audit;

import com.orgscope.egress.Recorder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receiver outside the house, of seals and perhaps of entries. */
interface Destination extends AutoCloseable {
  /** Never more than this at once. */
  int MOST = 200;

  /** The same for as long as it is the same receiver: how far it is stands under that name. */
  String name();

  /** Whether it takes entries too, and not seals alone. */
  boolean takesEntries();

  /**
   * Gives them to the receiver. It ends within half a minute, whatever the receiver does.
   *
   * @param letters in their order, one at least and {@link #MOST} at most, of one tenant
   * @param leaving is told of every byte before it leaves
   * @throws com.orgscope.kernel.Failure if that cannot be written down; then nothing left
   */
  Outcome send(List<Letter> letters, Recorder leaving);

  @Override
  void close();

  /** What became of it. */
  sealed interface Outcome {
    /** The receiver said that it has them all. */
    record Taken() implements Outcome {}

    /**
     * The receiver may have some of them, or none.
     *
     * @param why for the operator, with nothing in it of what was sent
     * @param asked so long the receiver asked to be left alone; null if it did not
     */
    record Failed(String why, @Nullable Duration asked) implements Outcome {}
  }
}
