package com.orgscope.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to a line. There is one of these for each stream, filled again and again: a
 * record an event would be most of the garbage.
 */
final class Moment {
  Kind kind = Kind.BROKEN;
  Employee who;

  /** Null where the provider's own pages are meant. */
  @Nullable Product product;

  LocalDate day = LocalDate.EPOCH;
  long at;
  long identity;
  long session;

  /** Ties the steps of one sign-in together. */
  long link;

  Moment(Employee who) {
    this.who = who;
  }

  /** A choice that depends on the event alone, as every delivery of it must look the same. */
  int pick(int salt, int bound) {
    return (int) Math.unsignedMultiplyHigh(Dice.mix(identity + salt * 0x632BE59BD9B4E019L), bound);
  }

  /** A choice that all events of a session share. */
  int sessionPick(int salt, int bound) {
    return (int) Math.unsignedMultiplyHigh(Dice.mix(session + salt * 0x632BE59BD9B4E019L), bound);
  }

  boolean atHome() {
    return sessionPick(1, 100) < Math.floorMod(who.identity(), 90);
  }
}
