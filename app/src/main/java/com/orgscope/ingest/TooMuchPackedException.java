package com.orgscope.ingest;

import java.io.IOException;

/** A compressed input holds more than may be unpacked; what came before that is good. */
public final class TooMuchPackedException extends IOException {
  private static final long serialVersionUID = 1L;

  public TooMuchPackedException(long most) {
    super("more than " + most + " bytes are packed in it");
  }
}
