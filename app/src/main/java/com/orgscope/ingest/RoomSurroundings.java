package com.orgscope.ingest;

import com.orgscope.directory.TenantSeals;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Housekeeping;
import com.orgscope.usage.Applications;
import com.orgscope.usage.DailyUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the rooms themselves. */
@Component
final class RoomSurroundings implements Surroundings {
  private static final Logger LOG = LoggerFactory.getLogger(RoomSurroundings.class);

  private final Applications applications;
  private final DailyUsage dailyUsage;
  private final TenantSeals seals;
  private final Housekeeping housekeeping;

  RoomSurroundings(
      Applications applications,
      DailyUsage dailyUsage,
      TenantSeals seals,
      Housekeeping housekeeping) {
    this.applications = applications;
    this.dailyUsage = dailyUsage;
    this.seals = seals;
    this.housekeeping = housekeeping;
  }

  @Override
  public ApplicationNames names(TenantId tenant) {
    return (label, product) -> applications.canonical(tenant, label, product, null).value();
  }

  @Override
  public TenantSeal seal(TenantId tenant) {
    return new TenantSeal() {
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
    tidy(tenant);
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
  private void tidy(TenantId tenant) {
    try {
      housekeeping.tidy(tenant);
    } catch (Failure e) {
      LOG.warn("Small files of tenant {} stay for now.", tenant, e);
    }
  }
}
