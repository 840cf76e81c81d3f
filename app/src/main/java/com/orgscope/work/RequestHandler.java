package com.orgscope.work;

import com.orgscope.kernel.Caller;

/** A bean that does what is asked for by {@link Requests}, of one kind. */
public interface RequestHandler {
  /** The kind of request it takes ({@code "erase"}). */
  String kind();

  /**
   * Does it, under the worker's login. It may run again after a crash; again changes nothing.
   *
   * @param asker who asked, as the page had them; whether they may is for the handler to say
   * @return how it ended, in a sentence without names
   * @throws com.orgscope.kernel.Failure of kind RETRY to be called again; any other refuses it
   */
  String run(Caller asker, String arguments);
}
