package com.orgscope.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.audit.IdentitySeals;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.TenantId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who people of the log are, under the tenant's keys. */
@Component
final class AuditSeals implements IdentitySeals {
  private static final String PURPOSE = "audit.alias";

  private final TenantEncryption keys;

  AuditSeals(TenantEncryption keys) {
    this.keys = keys;
  }

  @Override
  public UUID lookup(TenantId tenant, String identity) {
    return UUID.fromString(keys.hash(tenant, PURPOSE, identity));
  }

  @Override
  public byte[] seal(TenantId tenant, String identity, UUID lookup) {
    return keys.seal(tenant, identity.getBytes(UTF_8), place(lookup));
  }

  @Override
  public String open(TenantId tenant, byte[] sealed, UUID lookup) {
    return new String(keys.open(tenant, sealed, place(lookup)), UTF_8);
  }

  private static String place(UUID lookup) {
    return PURPOSE + ":" + lookup;
  }
}
