package com.orgscope.web;

/** Something was asked for in a way that cannot be meant; its message says what is taken. */
final class UnreadableRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRequest(String message) {
    super(message);
  }
}
