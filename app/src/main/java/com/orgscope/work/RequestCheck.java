package com.orgscope.work;

import com.orgscope.work.RequestStore.Found;
import com.orgscope.work.RequestStore.RequestId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells requests that a process of Orgscope signed from the rest, which it refuses: what nobody
 * signed, what was altered since, and what is too old.
 */
@Component
final class RequestCheck {
  /** A key of a process is good for at least as long after it last signed. */
  static final Duration GOOD_FOR = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(RequestCheck.class);

  private final RequestStore store;
  private final ObjectProvider<RequestRefusals> refusals;

  RequestCheck(RequestStore store, ObjectProvider<RequestRefusals> refusals) {
    this.store = store;
    this.refusals = refusals;
  }

  /** One that may be taken: signed, of the last hour, and taken by nobody. */
  Optional<Found> takeable(RequestId request) {
    return good(request)
        .filter(found -> found.state() == WorkRequest.State.ASKED)
        .filter(found -> found.fresh() || refuse(request, found, "It waited longer than an hour"));
  }

  /** One that is to be done: what was taken in time may take its time. */
  Optional<Found> doable(RequestId request) {
    return good(request)
        .filter(found ->
            found.state() == WorkRequest.State.ASKED || found.state() == WorkRequest.State.TAKEN);
  }

  private Optional<Found> good(RequestId request) {
    return store
        .read(request, GOOD_FOR)
        .filter(found ->
            found.signed()
                || found.state() == WorkRequest.State.REFUSED
                || refuse(request, found, "No process of Orgscope signed it as it stands"));
  }

  /** Always false, so that nobody goes on with it. */
  private boolean refuse(RequestId request, Found found, String why) {
    // First, so that it is in the log, or the request stands as it did.
    refusals.forEach(told -> told.refused(request.tenant(), request.id(), found.kind(), why));
    store.become(request, WorkRequest.State.REFUSED, why + ".");
    LOG.warn("Request {} of tenant {} is refused: {}", request.id(), request.tenant(), why);
    return false;
  }
}
