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

  /** The share of sessions on a network of the road. */
  double roaming;

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

  /** Whether the session is on a network that is neither the office's nor the person's own. */
  boolean roams() {
    return sessionPick(3, 1_000_000) < roaming * 1_000_000;
  }

  /** The third part of an address on the road. */
  int roamingNet() {
    return sessionPick(4, 256);
  }

  /** One number for each network a person is on, as coarse as an address is kept. */
  int network() {
    if (roams()) {
      return roamingNet();
    }
    return atHome() ? -1 : -2;
  }

  /** People have one computer (0) and one phone (1). */
  int device() {
    return sessionPick(2, 100) < 12 ? 1 : 0;
  }

  boolean atHome() {
    return sessionPick(1, 100) < Math.floorMod(who.identity(), 90);
  }
}
