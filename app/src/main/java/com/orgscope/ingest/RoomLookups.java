package com.orgscope.ingest;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Maintenance;
import com.orgscope.usage.Applications;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.SensitiveApplications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the rooms themselves. */
@Component
final class RoomLookups implements TenantLookups {
  private static final Logger LOG = LoggerFactory.getLogger(RoomLookups.class);

  private final Applications applications;
  private final SensitiveApplications sensitive;
  private final DailyUsage dailyUsage;
  private final TenantEncryption seals;
  private final Maintenance maintenance;

  RoomLookups(
      Applications applications,
      SensitiveApplications sensitive,
      DailyUsage dailyUsage,
      TenantEncryption seals,
      Maintenance maintenance) {
    this.applications = applications;
    this.sensitive = sensitive;
    this.dailyUsage = dailyUsage;
    this.seals = seals;
    this.maintenance = maintenance;
  }

  @Override
  public ApplicationNames names(TenantId tenant) {
    return (label, product) ->
        sensitive
            .hidden(tenant, label, product, name -> brief(seals.hash(tenant, "application", name)))
            .orElseGet(() -> applications.canonical(tenant, label, product, null).value());
  }

  @Override
  public TenantCipher seal(TenantId tenant) {
    return new TenantCipher() {
      @Override
      public byte[] seal(byte[] plain, String place) {
        return seals.seal(tenant, plain, place);
      }

      @Override
      public byte[] open(byte[] sealed, String place) {
        return seals.open(tenant, sealed, place);
      }

      @Override
      public String hash(String text) {
        return brief(seals.hash(tenant, "session", text));
      }
    };
  }

  @Override
  public void rollUp(TenantId tenant) {
    dailyUsage.refresh(tenant, Progress.NONE);
    compactSmallFiles(tenant);
  }

  /**
   * 63 bits of a hash of 122, without the fixed ones of its form. A session is told from the others
   * of one person in one day only, and each byte of it is stored for every tenth event.
   */
  private static String brief(String uuid) {
    String digits = uuid.replace("-", "");
    return digits.substring(0, 12) + digits.substring(28);
  }

  /** Nothing that was stored waits for this; housekeeping by the clock makes it good. */
  private void compactSmallFiles(TenantId tenant) {
    try {
      maintenance.compact(tenant);
    } catch (Failure e) {
      LOG.warn("Small files of tenant {} stay for now.", tenant, e);
    }
  }
}
