package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which person an actor of a sign-in log is, by the first of these that is known: the
 * provider's own id, the employee number, the login (in any case of letters; {@code a+x@} is not
 * {@code a@}). What it sees together it links, so somebody whose login is renamed stays one person.
 * An actor nobody knows becomes a new key: HMAC-SHA-256 of the login under the tenant's key, or of
 * the employee number, or of the provider's id.
 *
 * <p>Safe for threads. Only HMACs of ids are kept.
 */
public interface Pseudonyms {
  /**
   * @param provider "okta", "google", "entra"
   * @param providerId the provider's permanent id of the account
   * @throws com.orgscope.kernel.Failure poison, if all three are null or blank
   */
  PersonKey resolve(
      String provider,
      @Nullable String providerId,
      @Nullable String employeeNumber,
      @Nullable String login);

  /** People who were erased on request: events about them are not kept. Mostly empty. */
  default Set<PersonKey> erased() {
    return Set.of();
  }

  /** Looks who was erased since; to be called before a writer goes on. */
  default void lookForErased() {}

  /**
   * Stores the links learned since the last time. To be called before rows that carry the keys are
   * committed: a crash between the two then forgets rows, which come again, and no link.
   */
  void save();
}
