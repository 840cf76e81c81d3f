package com.orgscope.work;

import com.orgscope.kernel.Failure;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.scheduling.support.CronExpression;

/** Times of a clock in a zone: two at night stays two at night when summer time ends. */
record Timetable(String cron, ZoneId zone) {

  static Timetable parse(String text) {
    int last = text.lastIndexOf(' ');
    return new Timetable(text.substring(0, last), ZoneId.of(text.substring(last + 1)));
  }

  /**
   * The first time after that one. By the clock on the wall: an hour that it leaves out is the next
   * one then, and what comes in an hour that it has twice comes in the first.
   */
  Instant after(Instant time) {
    CronExpression expression = CronExpression.parse(cron);
    LocalDateTime wall = LocalDateTime.ofInstant(time, zone);
    while (true) {
      wall = expression.next(wall);
      if (wall == null) {
        throw Failure.operator("'" + cron + "' never comes again");
      }
      Instant next = wall.atZone(zone).toInstant();
      if (next.isAfter(time)) {
        return next;
      }
    }
  }

  @Override
  public String toString() {
    return cron + " " + zone;
  }
}
