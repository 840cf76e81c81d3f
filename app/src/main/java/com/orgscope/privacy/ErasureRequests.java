package com.orgscope.privacy;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.work.Requests;
import com.orgscope.work.WorkRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks a worker to forget somebody, for pages, which cannot. */
@Component
public final class ErasureRequests {
  static final String KIND = "erase";

  private final Access access;
  private final Requests requests;

  ErasureRequests(Access access, Requests requests) {
    this.access = access;
    this.requests = requests;
  }

  /**
   * Asks to forget whoever calls.
   *
   * @throws Failure for the operator, if the caller is nobody of the directory
   */
  public WorkRequest askForOneself(Caller caller) {
    PersonKey person = caller.person();
    if (person == null) {
      access.require(caller, Action.ERASE_ONESELF, "nobody of the directory");
      throw Failure.operator("whoever calls is nobody of the directory");
    }
    access.require(caller, Action.ERASE_ONESELF, person.toString());
    return requests.ask(caller, KIND, person.toString());
  }

  /**
   * Asks to forget somebody.
   *
   * @throws Failure for the operator, if the caller may not
   */
  public WorkRequest askFor(Caller caller, PersonKey person) {
    access.require(caller, Action.CHANGE_DIRECTORY, person.toString());
    return requests.ask(caller, KIND, person.toString());
  }

  /** What the caller asked, and what was asked in their company if they are IT/Security. */
  public List<WorkRequest> newest(Caller caller, int limit) {
    return requests.newest(caller, KIND, limit);
  }
}
