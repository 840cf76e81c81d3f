package com.orgscope.ingest;

import java.io.IOException;

/** A compressed input is cut short or damaged; what came before it is good. */
public final class DamagedArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
