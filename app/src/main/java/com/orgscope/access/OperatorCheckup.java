package com.orgscope.access;

import com.orgscope.kernel.Failure;
import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Looks at the store of operators' keys and at what they signed. */
@Component
public final class OperatorCheckup {
  private static final String ABOUT = "operators' keys";

  private final OperatorLog log;

  OperatorCheckup(OperatorLog log) {
    this.log = log;
  }

  public Finding finding() {
    try {
      OperatorState state = log.read();
      return new Finding(
          ABOUT,
          Grade.GOOD,
          state.applied().isEmpty()
              ? "none: what two persons would have to sign stays as it ships"
              : "of %s; documents: %d, all signed and in order"
                  .formatted(String.join(", ", state.keys().keySet()), state.applied().size()),
          "");
    } catch (Failure e) {
      // It says what to do as well.
      return new Finding(ABOUT, Grade.WRONG, Objects.requireNonNull(e.getMessage()), "");
    }
  }
}
