package com.orgscope.access;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Notice;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where people read what they are promised, and say whether they are counted. */
@Component
public final class Consents {
  private final Access access;
  private final CouncilPolicies policies;
  private final ConsentStore store;
  private final People people;

  Consents(Access access, CouncilPolicies policies, ConsentStore store, People people) {
    this.access = access;
    this.policies = policies;
    this.store = store;
    this.people = people;
  }

  /**
   * How it stands for one person.
   *
   * @param counted whether they are in analyses and numbers
   * @param consent whether they are asked first
   * @param managers what their manager sees of them while they are counted
   * @param saidAt when they said so; null if they said nothing yet
   * @param noticeAt when they were shown this version of the notice first
   */
  public record Standing(
      boolean counted,
      Consent consent,
      Managers managers,
      Notice notice,
      @Nullable Instant saidAt,
      @Nullable Instant noticeAt) {}

  /** The caller's own. */
  public Standing mine(Caller caller) {
    PersonKey me = self(caller);
    CouncilPolicy policy = policies.inForce(caller);
    Terms terms = policy.at(people.find(caller, me).map(Person::location).orElse(null));
    return new Standing(
        !store.isLeftOut(caller, me),
        terms.consent(),
        terms.managers(),
        policy.notice(),
        store.last(caller, me).map(ConsentStore.Said::at).orElse(null),
        store.shownAt(caller, me, policy.notice().version()).orElse(null));
  }

  /** Writes down that the caller is shown the notice that holds; again changes nothing. */
  public void shown(Caller caller) {
    store.shown(caller, self(caller), policies.inForce(caller).notice().version());
  }

  /**
   * The caller is in no analysis and no number from now on, or is again. What was said of them
   * before is kept, and shown to nobody until they are counted again.
   */
  public void say(Caller caller, boolean counted) {
    PersonKey me = self(caller);
    Optional<ConsentStore.Said> last = store.last(caller, me);
    if (last.isEmpty() || last.get().counted() != counted) {
      store.say(caller, me, counted);
    }
  }

  /** How many people were shown which version of the notice. */
  public SortedMap<String, Integer> noticesShown(Caller caller) {
    access.require(caller, Action.OPERATIONS, "who was shown the notice");
    return store.shown(caller);
  }

  /**
   * The same, rounded for those who see no person: down to a multiple of k.
   *
   * @return by version; 0 where fewer than k people were shown it, none included
   */
  public SortedMap<String, Integer> noticesShown(Caller caller, int k) {
    access.admit(caller, Action.PROMISES);
    SortedMap<String, Integer> shown = store.shown(Caller.system(caller.tenant(), "access"));
    shown.replaceAll((version, people) -> people - people % k);
    return shown;
  }

  private PersonKey self(Caller caller) {
    access.require(caller, Action.CONSENT, "themselves");
    PersonKey me = caller.person();
    if (me == null) {
      throw Failure.bug("a " + caller.role() + " without a person", null);
    }
    return me;
  }
}
