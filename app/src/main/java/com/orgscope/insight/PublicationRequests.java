package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.work.RequestHandler;
import com.orgscope.work.Requests;
import com.orgscope.work.WorkRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks a worker to publish a release, for pages, which can charge no budget, and does it there. */
@Component
public final class PublicationRequests implements RequestHandler {
  private static final String KIND = "publish";

  private final Access access;
  private final Requests requests;
  private final Releases releases;

  PublicationRequests(Access access, Requests requests, Releases releases) {
    this.access = access;
    this.requests = requests;
    this.releases = releases;
  }

  /**
   * Asks to publish what the newest categorization found.
   *
   * @throws Failure for the operator, if the caller may not
   */
  public WorkRequest ask(Caller caller) {
    access.require(caller, Action.RUN_WORK, "publish");
    return requests.ask(caller, KIND, "");
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
    return switch (releases.publish(asker)) {
      case Publication.Published published -> "Release " + published.release().id() + ".";
      case Publication.Unchanged unchanged ->
          "Release " + unchanged.release().id() + " stands; nothing new was drawn.";
      case Publication.Withheld withheld -> throw Failure.operator(withheld.reason() + ".");
    };
  }
}
