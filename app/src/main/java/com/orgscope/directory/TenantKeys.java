package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The tenants' keys in the clear, in this process only. */
@Component
final class TenantKeys {
  private final TenantStore store;
  private final KeyEncryptionKey wrapping;
  private final Map<TenantId, TenantKey> opened = new ConcurrentHashMap<>();

  TenantKeys(TenantStore store, KeyEncryptionKey wrapping) {
    this.store = store;
    this.wrapping = wrapping;
  }

  /**
   * New keys for a tenant.
   *
   * @throws Failure for the operator, if there are tenants whose master key is missing: a new one
   *     would hide that their names are lost
   */
  TenantKey.Wrapped generate(TenantId tenant) {
    boolean first = store.all().isEmpty();
    return TenantKey.generate(tenant, first ? wrapping.existingOrNew() : wrapping.existing());
  }

  /**
   * @throws Failure for the operator, if there is no such tenant, the master key does not fit, or
   *     the tenant belongs to another region: nothing of it is read, written or given a pseudonym
   */
  TenantKey of(TenantId tenant) {
    return opened.computeIfAbsent(tenant, this::open);
  }

  private TenantKey open(TenantId tenant) {
    TenantKey.Wrapped wrapped = store.keys(tenant).orElseThrow(() -> Tenants.unknown(tenant));
    return TenantKey.unwrap(tenant, wrapped, wrapping.existing());
  }
}
