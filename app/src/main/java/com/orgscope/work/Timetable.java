package com.orgscope.work;

import com.orgscope.kernel.Failure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.scheduling.support.CronExpression;

/** Times of a clock in a zone: two at night stays two at night when summer time ends. */
record Timetable(String cron, ZoneId zone) {

  static Timetable parse(String text) {
    int last = text.lastIndexOf(' ');
    return new Timetable(text.substring(0, last), ZoneId.of(text.substring(last + 1)));
  }

  Instant after(Instant time) {
    ZonedDateTime next = CronExpression.parse(cron).next(time.atZone(zone));
    if (next == null) {
      throw Failure.operator("'" + cron + "' never comes again");
    }
    return next.toInstant();
  }

  @Override
  public String toString() {
    return cron + " " + zone;
  }
}
