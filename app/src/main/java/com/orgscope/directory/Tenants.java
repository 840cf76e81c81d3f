package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The companies of this installation. */
@Component
public final class Tenants {
  /** What this page has read already; unbound where nothing is kept. */
  private static final ScopedValue<Map<TenantId, Tenant>> READ = ScopedValue.newInstance();

  private final TenantStore store;
  private final TenantKeys keys;
  private final InstantSource clock;

  Tenants(TenantStore store, TenantKeys keys, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Reads each company once in all that {@code work} does on this thread, which is one page: the
   * page's parts see the same company, and the database is asked once. It changes none.
   */
  public static <T, X extends Throwable> T readOnce(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(READ, new ConcurrentHashMap<>()).call(work);
  }

  /**
   * Makes a tenant and its keys. Making the same tenant again changes nothing.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the id is taken by a tenant that
   *     differs in name, industry, region, zone or currency, or the tenant belongs to another
   *     region than this installation
   */
  public void create(Tenant tenant) {
    store.requireRegion(tenant);
    Optional<Tenant> there = store.find(tenant.id());
    if (store.leaving().contains(tenant.id())) {
      throw Failure.operator(
          "tenant " + tenant.id() + " is being deleted: it can be made anew when that has ended");
    }
    if (there.isEmpty()) {
      keys.make(tenant, clock.instant());
      there = store.find(tenant.id());
    }
    if (!there.equals(Optional.of(tenant))) {
      throw Failure.operator(
          "tenant "
              + tenant.id()
              + " exists already, as "
              + there.map(Tenants::described).orElse("nothing that can be read"));
    }
  }

  /** In the words that made it. */
  private static String described(Tenant tenant) {
    return "'%s', %s, region %s, zone %s, currency %s%s"
        .formatted(
            tenant.name(),
            tenant.industry(),
            tenant.region().name().toLowerCase(Locale.ROOT),
            tenant.zone(),
            tenant.currency(),
            tenant.demo() ? ", made by demo" : "");
  }

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if there is no such tenant, or it belongs
   *     to another region
   */
  public Tenant get(TenantId id) {
    return find(id).orElseThrow(() -> unknown(id));
  }

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if it belongs to another region
   */
  public Optional<Tenant> find(TenantId id) {
    if (!READ.isBound()) {
      return store.find(id);
    }
    Map<TenantId, Tenant> read = READ.get();
    Optional<Tenant> known = Optional.ofNullable(read.get(id)).or(() -> store.find(id));
    known.ifPresent(tenant -> read.put(id, tenant));
    return known;
  }

  /** Of a company's own money; the usual one where there is no such company. */
  public Currency currency(TenantId id) {
    return find(id).map(Tenant::currency).orElse(Tenant.USUAL);
  }

  /**
   * When the company was made here.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if there is no such tenant
   */
  public Instant madeAt(TenantId id) {
    return store.madeAt(id).orElseThrow(() -> unknown(id));
  }

  /**
   * By id.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if one of them belongs to another region:
   *     this is the database of another installation
   */
  public List<Tenant> all() {
    return store.all();
  }

  static Failure unknown(TenantId id) {
    return Failure.withRemedy("there is no tenant " + id, new Failure.Remedy.NewTenant(id));
  }
}
