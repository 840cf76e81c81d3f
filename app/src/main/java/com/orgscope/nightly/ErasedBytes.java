package com.orgscope.nightly;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.work.Recurring;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets no page of the database hold what was erased, by the clock, each night. */
@Component
final class ErasedBytes implements Recurring {
  static final String KIND = "erased.bytes";
  private static final Logger LOG = LoggerFactory.getLogger(ErasedBytes.class);

  private static final Duration AGAIN = Duration.ofHours(4);

  private final Tenants tenants;
  private final Erasures erasures;

  ErasedBytes(Tenants tenants, Erasures erasures) {
    this.tenants = tenants;
    this.erasures = erasures;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Each run keeps others from each table for a moment. */
  @Override
  public Duration pause(@Nullable TenantId nobody) {
    return AGAIN;
  }

  @Override
  public void run(@Nullable TenantId nobody) {
    OptionalInt left = erasures.forgetBytes(tenants.all().stream().map(Tenant::id).toList());
    if (left.isPresent()) {
      LOG.info(
          "The database's tables were written anew after erasures; {} were too large, took too long or were in use.",
          left.getAsInt());
    }
  }
}
