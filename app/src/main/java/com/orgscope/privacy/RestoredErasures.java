package com.orgscope.privacy;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Before a server answers, stores or works: whoever the home knows to be erased, and a database
 * that was restored does not, is erased again.
 */
@RunsIn({Part.WEB, Part.INGEST, Part.WORKER})
@Component
final class RestoredErasures implements SmartLifecycle {
  private final Tenants tenants;
  private final Erasures erasures;
  private volatile boolean applied;

  RestoredErasures(Tenants tenants, Erasures erasures) {
    this.tenants = tenants;
    this.erasures = erasures;
  }

  @Override
  public void start() {
    for (Tenant tenant : tenants.all()) {
      var unused = erasures.eraseAgain(tenant.id());
    }
    applied = true;
  }

  @Override
  public void stop() {
    applied = false;
  }

  @Override
  public boolean isRunning() {
    return applied;
  }

  /** Before the web server. */
  @Override
  public int getPhase() {
    return 0;
  }
}
