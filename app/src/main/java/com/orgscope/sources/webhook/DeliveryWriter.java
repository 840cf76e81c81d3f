package com.orgscope.sources.webhook;

import com.orgscope.eventlog.Receipt;
import com.orgscope.ingest.Intake;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.util.List;

/** Hands deliveries to the event log and says what came of it. */
record DeliveryWriter(Intake intake, Source source) {
  HookReply take(TenantId tenant, byte[] body) {
    return switch (intake.take(tenant, source, List.of(body))) {
      case Receipt.Stored stored -> new HookReply.Taken();
      case Receipt.Full full -> new HookReply.Later(HookReply.Because.LOG_FULL, full.retryAfter());
    };
  }
}
