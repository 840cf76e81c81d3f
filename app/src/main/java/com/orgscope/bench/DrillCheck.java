package com.orgscope.bench;

import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.ingest.DeadLetters;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Compares what the lake holds with what was made outside. */
@Component
final class DrillCheck {
  private static final int DAYS = 10;

  private final Lake lake;
  private final DeadLetters letters;

  DrillCheck(Lake lake, DeadLetters letters) {
    this.lake = lake;
    this.letters = letters;
  }

  /**
   * What differs.
   *
   * @param lost events that were made and are not in the lake
   * @param twice rows beyond one for each event
   * @param strange events in the lake that nobody made
   * @param letters dead letters beyond one for each broken line, or below it
   */
  record Found(long lost, long twice, long strange, long letters) {
    static final Found NOTHING = new Found(0, 0, 0, 0);

    boolean isRight() {
      return equals(NOTHING);
    }

    Found plus(Found other) {
      return new Found(
          lost + other.lost,
          twice + other.twice,
          strange + other.strange,
          Math.abs(letters) + Math.abs(other.letters));
    }
  }

  /**
   * What the lake holds of a tenant: rows, different numbers among them, the least and the most,
   * and different keys.
   */
  private record Stored(long rows, long numbers, long least, long most, long keys) {}

  Found look(TenantId tenant, DrillEvents made) {
    Stored stored = stored(tenant, made);
    long strange =
        stored.rows == 0
            ? 0
            : Math.max(0, -stored.least) + Math.max(0, stored.most + 1 - made.events());
    long dead =
        letters.list(Caller.commandLine(tenant, "drill")).stream()
            .mapToLong(DeadLetterGroup::letters)
            .sum();
    return new Found(
        Math.max(0, made.events() - stored.numbers),
        stored.rows - Math.min(stored.numbers, stored.keys),
        strange,
        dead - made.broken());
  }

  private Stored stored(TenantId tenant, DrillEvents events) {
    LocalDate day = LocalDate.ofInstant(events.first(), ZoneOffset.UTC);
    return lake.ask(
            new NamedQuery(DrillCheck.class, "drill"),
            Scope.everybody(tenant),
            new TimeWindow(day, day.plusDays(DAYS)),
            Map.of("first", events.first(), "step", DrillEvents.STEP_MILLIS * 1000),
            row ->
                new Stored(
                    row.getLong("stored"),
                    row.getLong("numbers"),
                    row.getLong("least"),
                    row.getLong("most"),
                    row.getLong("keys")))
        .getFirst();
  }
}
