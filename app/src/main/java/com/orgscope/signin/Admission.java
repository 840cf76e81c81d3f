package com.orgscope.signin;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import java.util.List;
import java.util.Set;

/** What somebody gets whom the identity provider vouches for. */
public sealed interface Admission {
  /**
   * Somebody who is let in.
   *
   * @param caller in the role they begin with
   * @param roles that they may have
   * @param groups that gave them these
   */
  record In(Caller caller, Set<Role> roles, List<String> groups) implements Admission {
    public In {
      roles = Set.copyOf(roles);
      groups = List.copyOf(groups);
    }
  }

  /** Somebody who is not. */
  record Refused(Reason reason) implements Admission {}

  /** Why somebody is not let in. */
  enum Reason {
    /** The provider left out all groups, since there are too many. */
    TOO_MANY_GROUPS("the provider left out all groups, since there are too many"),
    /** The token has no word of groups. */
    NO_GROUPS_CLAIM("the token has no claim of groups"),
    /** No group gives a role. */
    NO_ROLE("no group of theirs gives a role"),
    /** No group gives a role, and the list is as long as a provider's longest. */
    LIST_MAY_BE_CUT("no group gives a role, and the list of groups may be cut"),
    /** The roles are for people of the directory, and it has nobody with this login. */
    NOT_IN_DIRECTORY("the role is for people of the directory, which does not know them"),
    /** The directory says that they are not here any more. */
    GONE("they do not work here any more"),
    /** What came back was not begun in this browser, is too old, or is not good. */
    NOT_GOOD("what came back from the provider was not good");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** For the log. */
    String words() {
      return words;
    }
  }
}
