package com.orgscope.nightly;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.privacy.OldAnswers;
import com.orgscope.work.Work;
import java.time.ZoneOffset;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the lake put in order and what was added to the audit logs looked through and sealed every
 * hour, and all of each log looked through and what is too old in it removed every night, in one of
 * the processes that do the work.
 */
@RunsIn(Part.WORKER)
@Component
class MaintenanceSchedule {
  /** Off the full hour, when everything else begins. */
  private static final String EVERY_HOUR = "0 17 * * * *";

  private static final String EVERY_NIGHT = "0 43 3 * * *";

  private static final String LATER_EVERY_NIGHT = "0 43 4 * * *";

  private final Work work;

  MaintenanceSchedule(Work work) {
    this.work = work;
  }

  @EventListener
  void start(ApplicationReadyEvent ready) {
    work.repeat(LakeMaintenance.KIND, null, EVERY_HOUR, ZoneOffset.UTC);
    work.repeat(DepartedTenants.KIND, null, EVERY_HOUR, ZoneOffset.UTC);
    work.repeat(AuditSealing.KIND, null, EVERY_HOUR, ZoneOffset.UTC);
    work.repeat(OldAnswers.KIND, null, EVERY_HOUR, ZoneOffset.UTC);
    work.repeat(PeopleFileWork.Forgetting.KIND, null, EVERY_HOUR, ZoneOffset.UTC);
    work.repeat(AuditVerification.KIND, null, EVERY_NIGHT, ZoneOffset.UTC);
    work.repeat(ErasedBytes.KIND, null, LATER_EVERY_NIGHT, ZoneOffset.UTC);
    work.repeat(OldEntries.KIND, null, LATER_EVERY_NIGHT, ZoneOffset.UTC);
  }
}
