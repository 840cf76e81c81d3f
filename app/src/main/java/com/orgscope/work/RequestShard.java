package com.orgscope.work;

import com.orgscope.kernel.Failure;
import com.orgscope.work.RequestStore.Found;
import com.orgscope.work.RequestStore.RequestId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Does one request, whose row it reads and verifies again. */
@Component
final class RequestShard implements ShardHandler {
  static final String KIND = "request";

  private final RequestCheck check;
  private final RequestStore store;
  private final ObjectProvider<RequestHandler> handlers;

  RequestShard(RequestCheck check, RequestStore store, ObjectProvider<RequestHandler> handlers) {
    this.check = check;
    this.store = store;
    this.handlers = handlers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(Shard shard) {
    RequestId request = new RequestId(shard.tenant(), UUID.fromString(shard.job().name()));
    Optional<Found> found = check.doable(request);
    if (found.isPresent()) {
      run(request, found.get());
    }
  }

  private void run(RequestId request, Found found) {
    try {
      String outcome = handler(found.kind()).run(found.asker(), found.arguments());
      store.become(request, WorkRequest.State.DONE, outcome);
    } catch (Failure failure) {
      if (failure.kind() != Failure.Kind.OPERATOR) {
        throw failure;
      }
      store.become(request, WorkRequest.State.REFUSED, failure.getMessage());
    }
  }

  private RequestHandler handler(String kind) {
    return handlers.stream()
        .filter(one -> one.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> Failure.operator("Nothing here does what is asked as " + kind + "."));
  }
}
