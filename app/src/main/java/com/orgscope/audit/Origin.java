package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import java.util.UUID;

/**
 * From where something is asked, as it stands with each entry.
 *
 * @param address cut so that it is no one machine's; a word where there is none
 * @param request what all entries of one request, or of one command, have in common
 */
public record Origin(String address, String request) {
  private static final ScopedValue<Origin> HERE = ScopedValue.newInstance();
  private static final String COMMAND = UUID.randomUUID().toString();
  private static final String SEPARATOR = "\u001e";
  private static final int LONGEST = 100;

  public Origin {
    if (address.length() > LONGEST || request.length() > LONGEST || controls(address + request)) {
      throw Failure.bug("an origin is an address and an id, and no text", null);
    }
  }

  private static boolean controls(String text) {
    return text.chars().anyMatch(c -> c < ' ');
  }

  /**
   * As the database believes it, in the caller's claims.
   *
   * @param alias of whoever acts; empty of what is no person
   */
  String noted(String alias) {
    return String.join(SEPARATOR, alias, address, request);
  }

  /** Runs what a request asks for: its entries of the log, of this thread, are from there. */
  public static <T, X extends Throwable> T from(Origin origin, ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(HERE, origin).call(work);
  }

  /** Where what a caller does is from: a request, the command line, or the product itself. */
  static Origin of(Caller caller) {
    if (HERE.isBound()) {
      return HERE.get();
    }
    return caller.role() == Role.SYSTEM ? new Origin("", "") : new Origin("command line", COMMAND);
  }
}
