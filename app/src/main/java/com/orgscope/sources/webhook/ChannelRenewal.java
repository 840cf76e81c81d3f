package com.orgscope.sources.webhook;

import com.orgscope.kernel.TenantId;
import com.orgscope.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after all channels every few minutes, in one process at a time. */
@Component
final class ChannelRenewal implements Recurring {
  static final String KIND = "push-channels";

  /** Every ten minutes. */
  static final String TIMES = "30 */10 * * * *";

  private final Channels channels;

  ChannelRenewal(Channels channels) {
    this.channels = channels;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(@Nullable TenantId tenant) {
    channels.tend();
  }
}
