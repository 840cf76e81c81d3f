package com.orgscope.scim;

/** A request that is answered with an error of SCIM (RFC 7644, 3.12). */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  Refusal(Fault fault, String detail) {
    super(detail, null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
