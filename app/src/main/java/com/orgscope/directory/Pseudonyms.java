package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says under which key an event of a sign-in log is stored: that of the account, which is the
 * provider's id, or where there is none that of the login (in any case of letters; {@code a+x@} is
 * not {@code a@}). A key is HMAC-SHA-256 under the tenant's key and depends on nothing else, so the
 * order in which events and people come changes none. Whose a key is when, {@link
 * IdentityResolution#periods} says; for that it is remembered which account was seen with which
 * login from when to when.
 *
 * <p>Safe for threads. Only HMACs of ids are kept.
 */
public interface Pseudonyms {
  /**
   * The key for events of an actor. To be asked again for each day on which the actor is seen.
   *
   * @param provider "okta", "google", "entra"
   * @param providerId the provider's permanent id of the account
   * @param day the day of the event (UTC), since 1970
   * @return null, if neither the id nor the login says anything: they are missing, or words such as
   *     "unknown" that stand for nobody
   */
  @Nullable PersonKey resolve(
      String provider, @Nullable String providerId, @Nullable String login, int day);

  /** People who were erased on request: events about them are not kept. Mostly empty. */
  default Set<PersonKey> erased() {
    return Set.of();
  }

  /** Whether a key that was given out is on a day somebody's who was erased on request. */
  default boolean isErased(PersonKey key, int day) {
    return false;
  }

  /** Looks who was erased since; to be called before a writer goes on. */
  default void lookForErased() {}

  /**
   * Stores what was seen since the last time. To be called before rows that carry the keys are
   * committed: a crash between the two then forgets rows, which come again.
   */
  void save();
}
