package com.orgscope.scim;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An id of 128 bits as providers write it: in any case of letters, in braces, as a URN. All of
 * these are the same id, so they are compared and kept in one form.
 */
final class Guid {
  private static final Pattern FORM =
      Pattern.compile("(?i)(?:urn:uuid:)?\\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})}?");

  private Guid() {}

  static Optional<UUID> of(String text) {
    var form = FORM.matcher(text.strip());
    return form.matches() ? Optional.of(UUID.fromString(form.group(1))) : Optional.empty();
  }

  /** An id in its one form; what is no GUID as it is. */
  static String plain(String id) {
    return of(id).map(UUID::toString).orElse(id);
  }
}
