package com.orgscope.work;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What somebody asks for where it may not be done: a page leaves a row that its process signs, and
 * a worker does it under its own login. Whoever can write rows and has no key of a process asks for
 * nothing; see {@link RequestWatch}.
 */
@Component
public final class Requests {
  private static final Duration KEPT = Duration.ofDays(90);

  private final RequestStore store;

  Requests(RequestStore store) {
    this.store = store;
  }

  /**
   * Asks for something. Whether the caller may, whoever calls this has found out, and the handler
   * asks again.
   *
   * @param kind the {@link RequestHandler#kind()} that does it
   * @param arguments what it needs to know, without names; opaque to {@code work}
   */
  public WorkRequest ask(Caller caller, String kind, String arguments) {
    return store.add(caller, kind, arguments);
  }

  /** The caller's own, and of IT/Security the company's; the newest first. */
  public List<WorkRequest> newest(Caller caller, String kind, int limit) {
    return store.newest(caller, kind, limit);
  }

  /** One of those; empty if there is none, or none of theirs. */
  public Optional<WorkRequest> find(Caller caller, UUID id) {
    return store.find(caller, id);
  }

  /**
   * Takes what somebody asked for, and what was asked about them.
   *
   * @return how many rows went
   */
  public int forget(TenantId tenant, List<UUID> people) {
    return store.forget(tenant, people);
  }

  /**
   * Removes what ended and was asked more than 90 days before; the audit log has it longer.
   *
   * @return how many rows went
   */
  public long removeOld(TenantId tenant, Instant now) {
    return store.removeEnded(tenant, now.minus(KEPT));
  }
}
