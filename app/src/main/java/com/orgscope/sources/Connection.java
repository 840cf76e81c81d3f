package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What opens one provider's log to a tenant: settings by name, secrets among them. It rests sealed
 * under the tenant's key and never becomes text.
 *
 * @param since no event before this is asked for
 */
public record Connection(
    TenantId tenant, Source source, Instant since, Map<String, String> settings) {
  public Connection {
    settings = Map.copyOf(settings);
  }

  public @Nullable String get(String name) {
    return settings.get(name);
  }

  /**
   * @throws Failure for the operator, if there is no such setting
   */
  public String require(String name) {
    String value = settings.get(name);
    if (value == null || value.isBlank()) {
      throw Failure.operator(
          "source "
              + source
              + " of tenant "
              + tenant
              + " has no '"
              + name
              + "': connect it again and say it");
    }
    return value;
  }

  /** Names only: what they stand for is nobody's to read. */
  @Override
  public String toString() {
    return tenant + "/" + source + settings.keySet();
  }
}
