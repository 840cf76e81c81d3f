package com.orgscope.llm;

/** An exchange of a batch API that came to nothing, and why. */
public final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply.Failed failed;

  CallFailed(Reply.Failed failed) {
    super(failed.fault() + ": " + failed.detail());
    this.failed = failed;
  }

  public Fault fault() {
    return failed.fault();
  }

  /** Whether what was asked for is not there, or not any more. */
  boolean notThere() {
    return failed.fault() == Fault.DENIED && failed.detail().startsWith("404 ");
  }

  String detail() {
    return failed.detail();
  }
}
