package com.orgscope.nightly;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When nights are, by the clock of whoever does the work.
 *
 * @param clock whether nights begin by themselves
 * @param at when a tenant's night begins, in the tenant's zone, hours and minutes
 * @param publish whether a release is drawn by itself after the first complete night that is not
 *     held, once a period; it is paid from the privacy budget
 * @param sampleByActivity whether nights also look again at whom nothing else calls for: each week
 *     at whoever has more than 50 accesses in 30 days, each month at everybody else
 * @param peopleANight how many people a night judges, beside those whom somebody's word was about;
 *     the others wait, counted and shown, and rise each night. 0 for as many as need it
 */
@Validated
@ConfigurationProperties("orgscope.nightly")
record NightSettings(
    @DefaultValue("true") boolean clock,
    @DefaultValue("02:00") @NotNull LocalTime at,
    @DefaultValue("true") boolean publish,
    @DefaultValue("false") boolean sampleByActivity,
    @DefaultValue("0") @PositiveOrZero int peopleANight) {
  /** As a cron expression has it. */
  String cron() {
    return "0 " + at.getMinute() + " " + at.getHour() + " * * *";
  }
}
