package com.orgscope.nightly;

import com.orgscope.insight.Publication;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The release of a finished period: drawn after its first complete night that is not held, by
 * whichever process was there at the end; once, however many ask.
 */
@Component
class PeriodReleases {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodReleases.class);

  private final Releases releases;
  private final NightSettings settings;

  PeriodReleases(Releases releases, NightSettings settings) {
    this.releases = releases;
    this.settings = settings;
  }

  /** After a night that is complete and holds. */
  void publish(Caller system) {
    if (!settings.publish()) {
      return;
    }
    switch (releases.publish(system)) {
      case Publication.Published published ->
          LOG.info("Release {} of {} was drawn", published.release().id(), system.tenant());
      case Publication.Unchanged unchanged ->
          LOG.debug("Release {} of {} stands", unchanged.release().id(), system.tenant());
      case Publication.Withheld withheld ->
          LOG.warn("No release of {} is drawn: {}", system.tenant(), withheld.reason());
    }
  }
}
