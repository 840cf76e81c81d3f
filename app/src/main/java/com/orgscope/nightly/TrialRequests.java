package com.orgscope.nightly;

import com.orgscope.category.Rollbacks.Moved;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.work.RequestHandler;
import com.orgscope.work.Requests;
import com.orgscope.work.WorkRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Asks a worker to end a trial, for pages, whose login moves nobody's answers, and does it there.
 */
@Component
public final class TrialRequests implements RequestHandler {
  private static final String KIND = "trial";

  private final TrialDesk desk;
  private final Requests requests;

  TrialRequests(TrialDesk desk, Requests requests) {
    this.desk = desk;
    this.requests = requests;
  }

  /**
   * Asks for it.
   *
   * @param to promoted or withdrawn
   * @param reason in the person's words, 1 to 500 characters
   * @throws Failure for the operator, if the caller may not, or there is nothing to end so
   */
  public WorkRequest ask(Caller caller, int number, State to, String reason) {
    String why = desk.requireEnds(caller, number, to, reason);
    return requests.ask(caller, KIND, to.word() + " " + number + " " + why);
  }

  /** The newest first. */
  public List<WorkRequest> newest(Caller caller, int limit) {
    return requests.newest(caller, KIND, limit);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String run(Caller asker, String arguments) {
    String[] said = arguments.split(" ", 3);
    State to = State.valueOf(said[0].toUpperCase(Locale.ROOT));
    int number = Integer.parseInt(said[1]);
    Moved moved =
        to == State.PROMOTED
            ? desk.promote(asker, number, said[2])
            : desk.withdraw(asker, number, said[2]);
    return "Trial %d is %s. %s"
        .formatted(
            number,
            to.word(),
            moved.withdrawn().isEmpty() && moved.restored().isEmpty()
                ? "What people see is as it was."
                : "People see other answers than before: %d runs hold no more, %d hold again."
                    .formatted(moved.withdrawn().size(), moved.restored().size()));
  }
}
