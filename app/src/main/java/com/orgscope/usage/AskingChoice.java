package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.SignedDocument;
import com.orgscope.access.Widenings;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where IT chooses what models may be asked about applications. Asking more is signed by whoever
 * speaks for the company's people, if somebody does; asking less is IT's alone.
 */
@Component
public final class AskingChoice {
  private static final String SUBJECT = "what models may be asked about applications";
  private static final String ASKED = "asked about";

  private final ApplicationAnswerStore store;
  private final Access access;
  private final Widenings widenings;

  AskingChoice(ApplicationAnswerStore store, Access access, Widenings widenings) {
    this.store = store;
    this.access = access;
    this.widenings = widenings;
  }

  /**
   * @param signed what was signed for just this; null for nothing
   * @throws Failure for the operator, if more would be asked and that takes signatures
   */
  public void choose(Caller caller, AskingPolicy to, @Nullable SignedDocument signed) {
    access.require(
        caller, Action.CHANGE_DIRECTORY, "models may be asked about applications: " + to);
    AskingPolicy now = store.policy(caller);
    if (to.asksMoreThan(now)) {
      widenings.require(caller, act(now, to), signed);
    }
    store.policy(caller, to);
  }

  /** A document of it, to be signed. */
  public SignedDocument propose(Caller caller, AskingPolicy to, String reason) {
    access.require(caller, Action.CHANGE_DIRECTORY, "propose what models may be asked about");
    AskingPolicy now = store.policy(caller);
    if (!to.asksMoreThan(now)) {
      throw Failure.operator("that asks no more than now, and takes no signature");
    }
    return widenings.propose(caller, act(now, to), reason);
  }

  private static Widenings.Act act(AskingPolicy now, AskingPolicy to) {
    return new Widenings.Act(
        SUBJECT,
        new TreeMap<>(Map.of(ASKED, now.wireName())),
        new TreeMap<>(Map.of(ASKED, to.wireName())));
  }
}
