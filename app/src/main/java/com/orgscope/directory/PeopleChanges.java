package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one import writes.
 *
 * @param links whose an id is from now on, whoever had it before
 * @param merged from keys that events were stored under to the people they are
 * @param restated people whose positions from a day on the file says anew
 */
record PeopleChanges(
    List<StoredPerson> people,
    List<Held> positions,
    Map<UUID, PersonKey> links,
    Map<PersonKey, PersonKey> merged,
    Map<PersonKey, LocalDate> restated) {

  /** Somebody's position. */
  record Held(PersonKey person, Position position) {}
}
