package com.orgscope.signin;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * IT/Security looks at what another role sees, for some minutes, in the session that began it. What
 * is asked meanwhile is asked in that role, and of that person's rows; the log says both who looked
 * and in which role.
 */
@Component
public final class Previews {
  /** From its begin until a preview ends by itself. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  private final PreviewStore store;
  private final Access access;
  private final Looks looks;
  private final People people;
  private final InstantSource clock;

  Previews(PreviewStore store, Access access, Looks looks, People people, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.looks = looks;
    this.people = people;
    this.clock = clock;
  }

  /**
   * A preview that is open.
   *
   * @param as the previewed role, with the principal of whoever looks
   */
  public record Preview(Caller as, Instant endsAt) {}

  /**
   * Begins one; the one before it ends. What shows people is told to each of them first.
   *
   * @param held what the browser shows for its session
   * @param role whose eyes
   * @param login whose, of managers and employees; may be given for executives
   * @param reason why, of managers and employees; null else
   * @throws Failure for the operator, if the caller is not IT/Security, the role is not one to look
   *     with, or a person or a reason is missing
   */
  public void begin(
      Caller caller, String held, Role role, String login, @Nullable LookReason reason) {
    access.require(caller, Action.VIEW_AS, "view as " + role);
    if (role == Role.IT_SECURITY || role == Role.SYSTEM) {
      throw Failure.operator("a view is as another role than one's own");
    }
    PersonKey person = login.isEmpty() ? null : person(caller, login);
    if (role.isOfAPerson()) {
      if (person == null || reason == null) {
        throw Failure.operator(
            "a view as a manager or an employee is of somebody: give their login, a purpose and a reference");
      }
      Caller as = new Caller(caller.tenant(), role, caller.principal(), person);
      looks.openForView(caller, person, people.visible(as), reason);
    }
    PersonKey of = role.isOfAPerson() || role == Role.EXECUTIVE ? person : null;
    store.put(caller.tenant(), Sha256.of(held), role, of, clock.instant().plus(LIFE));
  }

  private PersonKey person(Caller caller, String login) {
    return people
        .byLogin(caller, login)
        .filter(found -> people.visible(caller).contains(found.key()))
        .orElseThrow(
            () -> Failure.operator("nobody of " + caller.tenant() + " has that login: check it"))
        .key();
  }

  /** The one that is open in a session; none for whoever is not IT/Security in it. */
  public Optional<Preview> of(Caller caller, String held) {
    return caller.role() == Role.IT_SECURITY
        ? store
            .find(caller.tenant(), Sha256.of(held))
            .filter(row -> clock.instant().isBefore(row.endsAt()))
            .map(row ->
                new Preview(
                    new Caller(caller.tenant(), row.role(), caller.principal(), row.person()),
                    row.endsAt()))
        : Optional.empty();
  }

  /** Ends the session's preview, if one is open. */
  public void end(Caller caller, String held) {
    store.remove(caller.tenant(), Sha256.of(held));
  }

  /** The roles to look with. */
  public static Set<Role> roles() {
    return EnumSet.complementOf(EnumSet.of(Role.IT_SECURITY, Role.SYSTEM));
  }
}
