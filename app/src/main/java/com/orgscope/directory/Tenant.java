package com.orgscope.directory;

import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/**
 * One client company.
 *
 * @param industry one of {@link #INDUSTRIES}
 * @param zone whose night the nightly run means
 * @param currency of its own money: of contracts, of an hour, and of every figure made of them
 * @param demo whether {@code demo} made it up, so that its roles may be taken without a password
 */
public record Tenant(
    TenantId id,
    String name,
    String industry,
    Region region,
    ZoneId zone,
    Currency currency,
    boolean demo) {
  public static final List<String> INDUSTRIES =
      List.of("technology", "finance", "healthcare", "retail", "manufacturing");

  /** Where nobody said another. */
  public static final Currency USUAL = Currency.getInstance("USD");

  private static final int NAME_LIMIT = 200;

  /** A company that exists. */
  public Tenant(TenantId id, String name, String industry, Region region, ZoneId zone) {
    this(id, name, industry, region, zone, false);
  }

  /** One whose money is dollars. */
  public Tenant(
      TenantId id, String name, String industry, Region region, ZoneId zone, boolean demo) {
    this(id, name, industry, region, zone, USUAL, demo);
  }

  public Tenant {
    name = DisplayText.of(name);
    if (name.isEmpty() || name.length() > NAME_LIMIT) {
      throw Failure.operator("a tenant needs a name of 1 to " + NAME_LIMIT + " characters");
    }
    if (!INDUSTRIES.contains(industry)) {
      throw Failure.operator(
          "'" + industry + "' is no industry we know: use " + String.join(", ", INDUSTRIES));
    }
  }
}
