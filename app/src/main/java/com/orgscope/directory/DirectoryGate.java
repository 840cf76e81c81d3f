package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asked before anything leaves or enters the directory. The room that knows the roles and keeps the
 * log answers; so no caller can read a person without an entry in the log.
 */
public interface DirectoryGate {

  /** What a caller is about to do. */
  enum Act {
    READ_PEOPLE,
    READ_NAMES,
    CHANGE_PEOPLE,
    CHANGE_VOCABULARY,
    CHANGE_KEYS
  }

  /**
   * Returns if the caller may, after it was logged.
   *
   * @param subject a person key or the name of a whole ("people"); never a name or a login
   * @throws com.orgscope.kernel.Failure for the operator, if the role may not
   */
  void admit(Caller caller, Act act, String subject);

  /**
   * Reads people if the caller may, and gives them out after it was logged who they are.
   *
   * @param rows what is read; asked for once
   * @param whom whose row one is
   * @throws com.orgscope.kernel.Failure for the operator, if the role may not
   */
  <T> List<T> read(
      Caller caller, Act act, String subject, Supplier<List<T>> rows, Function<T, PersonKey> whom);

  /** Logs that the caller, who was admitted, has no row of whom they asked for. */
  void missed(Caller caller, Act act, PersonKey person);
}
