package com.orgscope.access;

import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Opens people's records to IT/Security, one person at a time and for a purpose that is written
 * down before anything is shown, and tells people who looked at them.
 */
@Component
public final class Looks {
  /** So long after it was opened a record may be read again without saying why. */
  static final Duration OPEN = Duration.ofMinutes(15);

  /** So many people one principal opens in an hour, other than at the command line. */
  static final int MOST_AN_HOUR = 30;

  private static final Duration HOUR = Duration.ofHours(1);

  /** The newest that somebody is told. */
  private static final int MOST_TOLD = 500;

  private final LookStore store;
  private final Access access;
  private final People people;

  Looks(LookStore store, Access access, People people) {
    this.store = store;
    this.access = access;
    this.people = people;
  }

  /**
   * Opens somebody's record to the caller for {@link #OPEN}, and writes the look down, for the log
   * and for the person.
   *
   * @param login any that the person has or had
   * @throws Failure for the operator, if the caller is not IT/Security, nobody has the login, or
   *     they opened too many people within an hour
   */
  public PersonKey open(Caller caller, String login, LookReason reason) {
    access.require(caller, Action.OPEN_RECORD, "a person's record");
    PersonKey person =
        people
            .byLogin(caller, login)
            .orElseThrow(() ->
                Failure.operator("nobody of " + caller.tenant() + " has that login: check it"))
            .key();
    requireFew(caller, person);
    access.open(caller, person, reason);
    return person;
  }

  private void requireFew(Caller caller, PersonKey person) {
    if (store.openedPeople(caller, HOUR) >= MOST_AN_HOUR) {
      access.refuse(caller, person, "more than " + MOST_AN_HOUR + " people in an hour");
      throw Failure.operator(
          "you opened %d people within an hour: records are opened one at a time, so wait a while"
              .formatted(MOST_AN_HOUR));
    }
  }

  /**
   * As {@link #open}, for a view with the eyes of somebody: of everybody whose rows they have, and
   * written down for each of them.
   *
   * @throws Failure for the operator, as {@link #open}
   */
  public void openForView(
      Caller caller, PersonKey eyes, Collection<PersonKey> shown, LookReason reason) {
    requireFew(caller, eyes);
    access.open(caller, shown, "a view", reason);
  }

  /**
   * As {@link #open}, for commands, by whoever runs the installation: of as many people as the
   * command names. It is written down for each of them.
   */
  public void openByCommand(Caller caller, Collection<PersonKey> named, LookReason reason) {
    if (named.size() == 1) {
      access.open(caller, named.iterator().next(), reason);
    } else {
      access.open(caller, named, "a command", reason);
    }
  }

  /**
   * Looks at the caller, the newest first.
   *
   * @throws Failure for the operator, if the role is of nobody of the directory
   */
  public List<RecordLook> atMe(Caller caller) {
    access.require(caller, Action.OWN_LOOKS, "looks at themselves");
    PersonKey me = caller.person();
    return me == null ? List.of() : store.at(caller, me, MOST_TOLD);
  }

  /**
   * Forgets looks of before a time.
   *
   * @return how many
   */
  public long removeOld(TenantId tenant, Instant before) {
    return store.removeOld(tenant, before);
  }

  /** Looks at a person, the newest first, for IT/Security to tell them. */
  public List<RecordLook> at(Caller caller, PersonKey person) {
    access.require(caller, Action.AUDIT_LOG, person.toString());
    return store.at(caller, person, MOST_TOLD);
  }
}
