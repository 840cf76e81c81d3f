package com.orgscope.privacy;

import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.directory.TenantDeparture;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.TenantRows;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes a company that two persons signed for. Its keys are destroyed first, which makes every
 * copy of the database unreadable; then its files and rows go. The audit log stays, of people whom
 * nobody can name any more. Killed anywhere it goes on where it was.
 */
@Component
public final class TenantDeletions {
  private static final Logger LOG = LoggerFactory.getLogger(TenantDeletions.class);
  private static final String KEYS = "keys";

  private final Operators operators;
  private final TenantDeparture departure;
  private final TenantRows rows;
  private final List<TenantDeletionHandler> handlers;

  TenantDeletions(
      Operators operators,
      TenantDeparture departure,
      TenantRows rows,
      List<TenantDeletionHandler> handlers) {
    this.operators = operators;
    this.departure = departure;
    this.rows = rows;
    this.handlers = List.copyOf(handlers);
  }

  /** What would go, by place and table: keys, rows and files. */
  public SortedMap<String, Long> count(TenantId tenant) {
    SortedMap<String, Long> all = new TreeMap<>(rows.count(tenant));
    all.put(KEYS, (long) departure.countKeys(tenant));
    handlers.forEach(handler -> all.put(handler.place(), handler.count(tenant)));
    return all;
  }

  /** A document that two persons sign. */
  public SignedDocument propose(TenantId tenant, String reason) {
    return operators.propose(
        Kind.TENANT_DELETION,
        tenant.value(),
        "company",
        new Operators.Change(Map.of("company", "there"), Map.of("company", "deleted"), reason));
  }

  /**
   * Deletes what two persons signed for, of a company that was there then. Of a document that was
   * applied it goes on, while the tenant is there that it was signed for.
   *
   * @return what went, by place and table
   * @throws Failure for the operator, if it is not signed by two, or is of another company
   */
  public SortedMap<String, Long> delete(Caller caller, SignedDocument signed) {
    TenantId tenant = caller.tenant();
    boolean applied = operators.applied(Kind.TENANT_DELETION, signed);
    String of = signed.document().tenant();
    if (!of.equals(tenant.value())) {
      throw Failure.operator("the document is for " + of + ", not for " + tenant);
    }
    // It is written to the second.
    departure.require(tenant, signed.document().made().plusSeconds(1));
    if (!applied) {
      // Nobody can be written into a log whose key is gone; the operators' log has it all the same.
      List<Caller> logs = departure.isReadable(tenant) ? List.of(caller) : List.of();
      operators.apply(logs, Kind.TENANT_DELETION, signed);
    }
    departure.begin(tenant);
    return goOn(tenant);
  }

  /** Companies whose deletion was begun and has not ended. */
  public List<TenantId> begun() {
    return departure.begun();
  }

  /**
   * Goes on with a deletion that was begun.
   *
   * @return what went, by place and table
   */
  public SortedMap<String, Long> goOn(TenantId tenant) {
    SortedMap<String, Long> gone = new TreeMap<>();
    gone.put(KEYS, (long) departure.destroyKeys(tenant));
    handlers.forEach(handler -> gone.put(handler.place(), handler.delete(tenant)));
    rows.delete(tenant).forEach((table, count) -> gone.merge(table, count, Long::sum));
    rows.deleteLast(tenant).forEach((table, count) -> gone.merge(table, count, Long::sum));
    LOG.info("Tenant {} is deleted.", tenant);
    return gone;
  }
}
