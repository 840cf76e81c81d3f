package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The region that this installation is bound to: its database, its lake and whatever it asks over
 * the network are there, and no company of another region is in it. Companies of two regions have
 * two installations.
 *
 * @param region where everything is; unset on a machine that is bound to none
 * @param endpoints where each service is that is asked over the network: {@code anthropic}, {@code
 *     openai}, {@code telemetry}, {@code audit-syslog} or {@code audit-webhook}; needed once a
 *     region is set, and not for this machine itself
 */
@ConfigurationProperties("orgscope.residency")
public record Residency(@Nullable Region region, @DefaultValue Map<String, Region> endpoints) {
  private static final Set<String> SERVICES =
      new TreeSet<>(Set.of("anthropic", "openai", "telemetry", "audit-syslog", "audit-webhook"));

  /** Of an installation that is bound to no region. */
  public static final Residency UNBOUND = new Residency(null, Map.of());

  /**
   * @throws Failure for the operator, if an endpoint is named that nothing is asked at
   */
  public Residency {
    endpoints = Map.copyOf(endpoints);
    for (String service : endpoints.keySet()) {
      if (!SERVICES.contains(service)) {
        throw Failure.operator(
            "orgscope.residency.endpoints.%s is none that is asked: there are %s"
                .formatted(service, String.join(", ", SERVICES)));
      }
    }
  }

  /**
   * @param what which data or which place, as a sentence begins with it ({@code "the lake in /x"})
   * @param of where it belongs
   * @throws Failure for the operator, if that is not where this installation is
   */
  public void require(Region of, String what) {
    if (region != null && region != of) {
      throw Failure.operator(
          "%s belongs to the region %s, and this installation is bound to %s: use that of %s"
              .formatted(what, name(of), name(region), name(of)));
    }
  }

  /**
   * For whatever is about to be asked over the network.
   *
   * @param service its key in {@link #endpoints()}
   * @param address of the endpoint
   * @throws Failure for the operator, if it is somewhere else, or nobody said where it is
   */
  public void requireEndpoint(String service, String address) {
    if (region == null || isThisMachine(address)) {
      return;
    }
    Region there = endpoints.get(service);
    if (there == null) {
      throw Failure.operator(
          "this installation is bound to the region %s, and nobody said where %s is: set orgscope.residency.endpoints.%s, or do not use it"
              .formatted(name(region), address, service));
    }
    require(there, "what is asked at " + address);
  }

  private static boolean isThisMachine(String address) {
    String host = URI.create(address).getHost();
    return host != null
        && (host.equals("localhost")
            || (host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]") && isLoopback(host)));
  }

  /** Of a literal address, so that no name is looked up. */
  private static boolean isLoopback(String literal) {
    return InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
  }

  private static String name(Region region) {
    return region.name().toLowerCase(Locale.ROOT);
  }
}
