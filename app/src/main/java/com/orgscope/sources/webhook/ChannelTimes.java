package com.orgscope.sources.webhook;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.work.Work;
import java.time.ZoneOffset;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has channels looked after from the first start of a process that takes hooks. */
@Component
@RunsIn(Part.INGEST)
class ChannelTimes {
  private final Work work;

  ChannelTimes(Work work) {
    this.work = work;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    work.repeat(ChannelRenewal.KIND, null, ChannelRenewal.TIMES, ZoneOffset.UTC);
  }
}
