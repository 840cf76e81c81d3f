package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose an id is, as far as the directory was told. Of whom only the sign-in logs knew nothing is
 * told, but that they were erased.
 *
 * @param who as of a day, for those who were erased
 */
record StoredLinks(
    TenantKey key,
    Map<UUID, PersonKey> links,
    Set<PersonKey> erased,
    Identities who,
    LocalDate day) {
  /** Whose the first of these ids is that anybody has, or null. */
  @Nullable PersonKey known(List<Id> ids) {
    return ids.stream()
        .map(key::link)
        .map(this::known)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable PersonKey known(UUID hash) {
    PersonKey person = links.get(hash);
    return person == null ? ofErased(hash) : person;
  }

  private @Nullable PersonKey ofErased(UUID hash) {
    if (erased.isEmpty()) {
      return null;
    }
    PersonKey person =
        who.knows(hash) ? who.ofAccount(hash) : who.ofLogin(hash, (int) day.toEpochDay());
    PersonKey itself = new PersonKey(hash);
    if (erased.contains(itself)) {
      return itself;
    }
    return person != null && erased.contains(person) ? person : null;
  }

  /** Whether somebody was erased on request and must not come back. */
  boolean isErased(PersonKey person) {
    return erased.contains(person);
  }
}
