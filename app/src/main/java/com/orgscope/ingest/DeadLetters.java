package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events that could not be used, each once, with its reason and its bytes, sealed under the
 * tenant's key. Only IT/Security and the product itself may look; each look is audited.
 */
public interface DeadLetters {

  /**
   * What lies there, most frequent first. An example says how a letter is built and not what it
   * says; {@link #export} does.
   */
  List<DeadLetterGroup> list(Caller caller);

  /**
   * Hands out every letter with its bytes, provider by provider.
   *
   * @return how many there were
   */
  long export(Caller caller, Consumer<DeadLetterCopy> each);

  /**
   * Reads every letter again, as one does after a mend. What can be used now goes to the lake and
   * leaves; the rest stays as it is. Doing it twice changes nothing.
   *
   * @return how the letters ended this time; letters of which only the beginning was kept count as
   *     dead again
   */
  IngestReport replay(Caller caller, Progress progress);
}
