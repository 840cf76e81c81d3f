package com.orgscope.web;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.Decision;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets a caller to a page or shows which role may. The rule and its log are {@code access}'s. */
@Component
final class PageAccess {
  private final Access access;

  PageAccess(Access access) {
    this.access = access;
  }

  void admit(Caller caller, Action action, String subject) {
    var unused = admitted(caller, action, () -> access.require(caller, action, subject));
  }

  /** What a room gives that asks and writes down by itself, so that one look is one line. */
  <T> T admitted(Caller caller, Action action, Supplier<T> look) {
    try {
      return look.get();
    } catch (Failure failure) {
      if (access.decide(caller, action) instanceof Decision.Refused refused) {
        throw new Forbidden(refused.reason(), failure);
      }
      throw failure;
    }
  }

  boolean may(Caller caller, Action action) {
    return access.decide(caller, action) instanceof Decision.Allowed;
  }

  /** Whether there is something published for them. */
  boolean seesRelease(Caller caller) {
    return may(caller, releaseAction(caller));
  }

  /** Executives read the same release as others, in another cut. */
  static Action releaseAction(Caller caller) {
    return caller.role() == Role.EXECUTIVE
        ? Action.UNIT_AGGREGATES
        : Action.ORGANIZATION_AGGREGATES;
  }

  /** A refusal by role; its message says which role may. */
  static final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Forbidden(String reason, Throwable cause) {
      super(reason, cause);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
