package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says who may do what, and sees to it that looking at people leaves an entry in the log. Ask
 * {@link #decide} to choose what to show; call {@link #require} before doing it.
 */
@Component
public class Access {
  private final Audit audit;
  private final People people;
  private final Principals principals;
  private final LookStore looks;
  private final UnitGrantStore grants;
  private final CouncilPolicyStore policies;

  Access(
      Audit audit,
      People people,
      Principals principals,
      LookStore looks,
      UnitGrantStore grants,
      CouncilPolicyStore policies) {
    this.policies = policies;
    this.audit = audit;
    this.people = people;
    this.principals = principals;
    this.looks = looks;
    this.grants = grants;
  }

  /** Whether the role may at all; of which people, {@link #scope} says. */
  public Decision decide(Caller caller, Action action) {
    return DecisionTable.of(caller.role(), action);
  }

  /**
   * Returns if the caller may. What touches people or the log itself is recorded, and so is every
   * refusal.
   *
   * @param subject a person key or the name of a whole ("release 2026-10"); never a name or login
   * @return why they may
   * @throws Failure for the operator, naming the roles that may
   */
  public String require(Caller caller, Action action, String subject) {
    return Gate.require(audit, caller, action, subject, () -> rows(caller, action));
  }

  /**
   * What the caller may read, written down as a look at those whom it shows and at nobody else.
   *
   * @param rows read after the caller is let in and before that is written down
   * @param whom of each row
   * @throws Failure as {@link #require}
   */
  public <T> List<T> read(
      Caller caller,
      Action action,
      String subject,
      Supplier<List<T>> rows,
      Function<T, PersonKey> whom) {
    return Gate.read(audit, caller, action, subject, rows, whom);
  }

  /**
   * Returns if the caller may; for what is shown beside something that was recorded. A refusal is.
   *
   * @throws Failure as {@link #require}
   */
  public void admit(Caller caller, Action action) {
    if (decide(caller, action) instanceof Decision.Refused) {
      require(caller, action, "a part of it");
    }
  }

  /** Whose rows somebody is let at who asks for no one in particular. */
  private Set<PersonKey> rows(Caller caller, Action action) {
    if (action == Action.NAMES) {
      return people.visible(caller);
    }
    if (action != Action.PERSON_DATA) {
      return Set.of();
    }
    Set<PersonKey> scoped = scope(caller).people();
    return scoped == null ? people.visible(caller) : scoped;
  }

  /**
   * Returns if the caller may do this to this person: their role may, they have the person's row,
   * and IT/Security, to see what the person does, has opened their record by {@link Looks}. The
   * purpose is in the log; the look of a manager is told to the person as well.
   *
   * @throws Failure for the operator; it does not tell whether the person exists
   */
  public String require(Caller caller, Action action, PersonKey person) {
    String reason =
        action == Action.PERSON_DATA && caller.role() == Role.IT_SECURITY
            ? requireOpened(caller, person)
            : Gate.require(audit, caller, action, person.toString(), List::of);
    Set<PersonKey> mine = mine(caller, action);
    if (mine != null && !mine.contains(person)) {
      audit.record(caller, "refused: " + Gate.words(action), person.toString(), "not their row");
      throw Failure.operator(
          "this is nobody whom " + caller.principal() + " may see: " + policy(caller).reason());
    }
    if (caller.role() == Role.MANAGER && !person.equals(caller.person())) {
      looks.add(caller, List.of(person), null);
    }
    return reason;
  }

  /**
   * Returns if the caller may look at these people, whose rows they have; each of them is told.
   *
   * @throws Failure for the operator, if the caller is no manager
   */
  public void requireTeam(Caller caller, Set<PersonKey> shown) {
    var unused = Gate.require(audit, caller, Action.TEAM, "direct reports", () -> shown);
    looks.add(caller, shown, null);
  }

  /**
   * What the works-council policy lets a manager see of their direct reports. Whoever is not in it
   * is shown nothing of.
   */
  public Map<PersonKey, CouncilPolicy.Managers> agreedReports(Caller caller) {
    return policies.agreed(caller);
  }

  /** Who is in no analysis and no number now: {@link WhoCounts} says who that is. */
  public Set<PersonKey> leftOut(TenantId tenant) {
    return Set.copyOf(policies.leftOut(tenant));
  }

  /** Of these, of whom something is known, as managers are told of them. */
  Set<PersonKey> answered(Caller caller, Collection<PersonKey> people) {
    return policies.answered(caller, people);
  }

  /** What managers see of whoever works at a location, and what else holds there. */
  CouncilPolicy councilPolicy(Caller caller, Region unsigned) {
    return policies
        .newest(caller)
        .map(CouncilPolicyStore.Stored::policy)
        .orElseGet(() -> CouncilPolicy.unsigned(unsigned));
  }

  /** Whom the caller may do this to; null for everybody. */
  private @Nullable Set<PersonKey> mine(Caller caller, Action action) {
    if (policy(caller).rows() != RowPolicy.Rows.REPORTS_AND_SELF || action == Action.PERSON_DATA) {
      return scope(caller).people();
    }
    Set<PersonKey> visible = new TreeSet<>(people.visible(caller));
    if (action == Action.OVERRIDE) {
      visible.retainAll(policies.agreed(caller).keySet());
    }
    visible.add(self(caller));
    return visible;
  }

  private String requireOpened(Caller caller, PersonKey person) {
    Optional<LookReason> reason = looks.opened(caller, person, Looks.OPEN);
    if (reason.isEmpty() && !looks.leavesOut(caller, person)) {
      refuse(caller, person, "no purpose was said");
      throw Failure.operator(
          "IT/Security opens a person's record with a purpose and a reference, which the person reads");
    }
    String why = reason.map(LookReason::words).orElse("of somebody erased");
    return Gate.require(audit, caller, Action.PERSON_DATA, person.toString(), List::of, "; " + why);
  }

  /** Writes down why records are opened, in the log and for the people, before anything is read. */
  void open(Caller caller, Collection<PersonKey> named, String by, LookReason reason) {
    record(caller, named.size() + " people whom " + by + " shows", named, reason);
    looks.add(caller, named, reason);
  }

  /** The same of one person, whose key the log has. */
  void open(Caller caller, PersonKey person, LookReason reason) {
    record(caller, person.toString(), List.of(), reason);
    looks.add(caller, List.of(person), reason);
  }

  private void record(
      Caller caller, String subject, Collection<PersonKey> whom, LookReason reason) {
    var unused =
        Gate.require(audit, caller, Action.OPEN_RECORD, subject, () -> whom, "; " + reason.words());
  }

  /** Writes down that somebody was not let in. */
  void refuse(Caller caller, PersonKey person, String why) {
    audit.record(caller, "refused: " + Gate.words(Action.PERSON_DATA), person.toString(), why);
  }

  /**
   * The rows of the lake a caller has, by their role's row policy. That alone is no look at anybody
   * and is not recorded.
   *
   * @throws Failure for the operator, if the caller has no person's rows
   */
  public Scope scope(Caller caller) {
    return switch (policy(caller).rows()) {
      case EVERYBODY -> Scope.everybody(caller.tenant());
      case SELF -> new Scope(caller.tenant(), Set.of(self(caller)));
      case REPORTS_AND_SELF -> {
        // What somebody uses is evidence, which a manager sees where the policy says so.
        Set<PersonKey> named = new TreeSet<>();
        policies
            .agreed(caller)
            .forEach((person, sees) -> {
              if (sees == CouncilPolicy.Managers.NAMED) {
                named.add(person);
              }
            });
        named.add(self(caller));
        yield new Scope(caller.tenant(), named);
      }
      case NOBODY -> throw Failure.operator(policy(caller).reason());
    };
  }

  private static RowPolicy policy(Caller caller) {
    return RowPolicy.of(caller.role());
  }

  private static PersonKey self(Caller caller) {
    PersonKey person = caller.person();
    if (person == null) {
      throw Failure.bug("a " + caller.role() + " without a person", null);
    }
    return person;
  }

  /**
   * Who may sign in at this installation itself: one principal for each role of people, the manager
   * and the employee being somebody of the directory. Without people there are three.
   */
  public List<Principal> principals(TenantId tenant) {
    return principals.of(tenant);
  }

  /** Whether somebody who signed in here is still the principal they were, in that role. */
  public boolean isPrincipal(Caller caller) {
    return principals.has(caller);
  }

  /**
   * Takes people who are erased the right to sign in here, forgets who looked at them, and destroys
   * what tells who they are in the audit log.
   *
   * @return how many principals, looks, grants and aliases went
   */
  public long forget(TenantId tenant, Set<PersonKey> people) {
    return principals.forget(tenant, people)
        + looks.forget(tenant, people)
        + policies.forget(tenant, people)
        + grants.forget(tenant, people)
        + audit.forget(tenant, people);
  }

  /**
   * What a role sees of people.
   *
   * @param rows such as "everybody" or "reports and self"
   */
  public record RowsOfRole(Role role, String rows, String reason) {}

  /** Of every role, as all enforcers have it. */
  public List<RowsOfRole> rowsOfRoles() {
    return Arrays.stream(Role.values())
        .map(RowPolicy::of)
        .map(policy ->
            new RowsOfRole(
                policy.role(),
                policy.rows().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                policy.reason()))
        .toList();
  }

  /** The roles a person can sign in with. */
  public static List<Role> rolesOfPeople() {
    return List.of(
        Role.CEO,
        Role.EXECUTIVE,
        Role.MANAGER,
        Role.EMPLOYEE,
        Role.IT_SECURITY,
        Role.AUDITOR,
        Role.COUNCIL);
  }
}
