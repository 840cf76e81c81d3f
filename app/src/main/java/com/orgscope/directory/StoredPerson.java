package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's row as it rests: names as cipher text, and a keyed hash of all that was imported,
 * which tells without decrypting whether a new import says anything new.
 */
record StoredPerson(
    Person person,
    byte @Nullable [] employeeId,
    byte @Nullable [] login,
    byte @Nullable [] displayName,
    UUID content) {

  /** The names in plain text. */
  Identity identity(TenantKey key) {
    return new Identity(
        open(key, employeeId, "employee_id"),
        open(key, login, "login"),
        open(key, displayName, "display_name"));
  }

  /** A row of these facts, with its names encrypted for their place. */
  static StoredPerson seal(Person person, Identity identity, TenantKey key, UUID content) {
    return new StoredPerson(
        person,
        close(key, person.key(), identity.employeeId(), "employee_id"),
        close(key, person.key(), identity.login(), "login"),
        close(key, person.key(), identity.displayName(), "display_name"),
        content);
  }

  private @Nullable String open(TenantKey key, byte @Nullable [] cipher, String column) {
    return cipher == null ? null : key.decrypt(cipher, place(person.key(), column));
  }

  private static byte @Nullable [] close(
      TenantKey key, PersonKey person, @Nullable String plain, String column) {
    return plain == null ? null : key.encrypt(plain, place(person, column));
  }

  private static String place(PersonKey person, String column) {
    return "person/" + person + "/" + column;
  }
}
