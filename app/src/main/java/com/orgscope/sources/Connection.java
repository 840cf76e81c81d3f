package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Locale;
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
              + source.name().toLowerCase(Locale.ROOT)
              + " of tenant "
              + tenant
              + " has no '"
              + name
              + "': connect it again and say it");
    }
    return value;
  }

  /**
   * A setting that says where to ask; null if it is not there.
   *
   * @throws Failure for the operator, if it is no address of https, or of http on this machine
   */
  public @Nullable URI address(String name) {
    String value = settings.get(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      URI uri = new URI(value.strip());
      boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme())))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw Failure.operator(
        "'%s' of source %s is an address such as https://host, not '%s'"
            .formatted(name, source.name().toLowerCase(Locale.ROOT), value));
  }

  /** Names only: what they stand for is nobody's to read. */
  @Override
  public String toString() {
    return tenant + "/" + source + settings.keySet();
  }
}
