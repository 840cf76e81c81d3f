package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.Optional;

/** Finds keys of people whose rows one caller has. */
public interface PersonLookup {
  /** By any login the person has or had, in any case of letters. */
  Optional<PersonKey> byLogin(String login);

  /** By employee id; leading zeros count. */
  Optional<PersonKey> byEmployeeId(String employeeId);
}
