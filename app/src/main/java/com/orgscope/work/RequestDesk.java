package com.orgscope.work;

import com.orgscope.work.JobRequest.ShardRequest;
import com.orgscope.work.RequestStore.RequestId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes durable work of requests. Each is taken once, by its id, which is signed too: the job has
 * its name. Several processes may do it at once.
 */
@Component
final class RequestDesk {
  private static final int AT_ONCE = 100;

  private final RequestStore store;
  private final RequestCheck check;
  private final Work work;

  RequestDesk(RequestStore store, RequestCheck check, Work work) {
    this.store = store;
    this.check = check;
    this.work = work;
  }

  /**
   * @return the work it became
   */
  List<Job> takeAll() {
    List<Job> taken = new ArrayList<>();
    for (RequestId request : store.untaken(AT_ONCE)) {
      check
          .takeable(request)
          .ifPresent(found -> {
            taken.add(
                work.submit(
                    new JobRequest(
                        request.tenant(),
                        RequestShard.KIND,
                        request.id().toString(),
                        List.of(new ShardRequest(found.kind(), 1)))));
            store.become(request, WorkRequest.State.TAKEN, null);
          });
    }
    return taken;
  }
}
