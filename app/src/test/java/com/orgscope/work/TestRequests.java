package com.orgscope.work;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** A worker for tests of processes that have none. */
public final class TestRequests {
  private TestRequests() {}

  /** Does all that was asked for, and what comes of it, and waits for the end. */
  public static void doAll(ApplicationContext context) throws InterruptedException {
    Work work = context.getBean(Work.class);
    List<Job> taken =
        Database.<List<Job>, RuntimeException>as(
            Login.WORKER, () -> context.getBean(RequestDesk.class).takeAll());
    for (Job request : taken) {
      work.awaitEnd(request, Progress.NONE);
      for (JobReport begun : work.reports(Caller.system(request.tenant(), "test"), 100)) {
        work.awaitEnd(begun.job(), Progress.NONE);
      }
    }
  }
}
