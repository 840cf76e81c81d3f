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
    Tenant known = READ.get().get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Tenant> found = store.find(id);
    found.ifPresent(tenant -> READ.get().put(id, tenant));
    return found;
  }

  /**
   * Answers one request of a page: a company that it asks for again is the one that it was, and is
   * read once. What a company is called and counts in never changes while it is there.
   */
  public static <T, X extends Throwable> T readOnce(ScopedValue.CallableOp<T, X> answer) throws X {
    return ScopedValue.where(READ, new ConcurrentHashMap<>()).call(answer);
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
