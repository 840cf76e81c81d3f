package com.orgscope.insight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.SeenAccount;
import com.orgscope.usage.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Accounts that signed in and that the directory does not know: service accounts that a provider
 * takes for users, second accounts, people who are missing in it. They reach no k and are in no
 * release; operations list them by pseudonym. What a provider tells to be a program's is not even
 * stored.
 */
@Service
public class Unlisted {
  private static final int KEPT = 20;
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Usage usage;
  private final People people;
  private final InsightSettings settings;

  /** Each of some companies' thousands of keys, which a page asks for again and again. */
  private final Cache<Asked, Set<PersonKey>> known =
      Caffeine.newBuilder()
          .maximumSize(KEPT)
          .expireAfterWrite(AN_HOUR)
          .scheduler(Scheduler.systemScheduler())
          .build();

  private record Asked(Caller caller, String version) {}

  Unlisted(Usage usage, People people, InsightSettings settings) {
    this.usage = usage;
    this.people = people;
    this.settings = settings;
  }

  /**
   * What was found.
   *
   * @param directory whether there is a directory; without one everybody is unlisted, and counts
   * @param days that were looked at
   */
  public record Found(boolean directory, int days, List<SeenAccount> accounts) {
    public Found {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * The busiest first, of as many days as a release looks at. Whoever left is known: their accounts
   * are no other's.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows
   */
  public Found accounts(Caller caller, LocalDate lastDay) {
    Set<PersonKey> listed =
        known.get(
            new Asked(caller, people.version(caller)), asked -> Set.copyOf(people.visible(caller)));
    int days = settings.frictionDays();
    return new Found(
        !listed.isEmpty(),
        days,
        usage.seenBeyond(caller, listed, TimeWindow.ending(lastDay, days)));
  }
}
