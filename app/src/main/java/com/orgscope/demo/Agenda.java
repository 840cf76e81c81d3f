package com.orgscope.demo;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The events of one day in the order of their arrival, as columns of numbers: the day of ten
 * thousand people takes some twenty megabytes.
 */
final class Agenda {
  private static final int NOTHING = -1;
  private static final int INDEX_BITS = 28;

  private int size;
  private long[] at = new long[4096];
  private long[] arrival = new long[4096];
  private long[] identity = new long[4096];
  private long[] session = new long[4096];
  private long[] link = new long[4096];
  private int[] person = new int[4096];
  private int[] product = new int[4096];
  private int[] day = new int[4096];
  private byte[] kind = new byte[4096];
  private boolean[] again = new boolean[4096];
  private long[] order = new long[0];

  int size() {
    return size;
  }

  /** Puts an event down that arrives some milliseconds after it happened. */
  void add(Moment moment, long delay) {
    int i = next();
    at[i] = moment.at;
    arrival[i] = moment.at + delay;
    identity[i] = moment.identity;
    session[i] = moment.session;
    link[i] = moment.link;
    person[i] = moment.who.index();
    product[i] = moment.product == null ? NOTHING : moment.product.index();
    day[i] = (int) moment.day.toEpochDay();
    kind[i] = (byte) moment.kind.ordinal();
    again[i] = false;
  }

  /** Delivers the last event a second time, so many milliseconds later. */
  void repeat(long delay) {
    int from = size - 1;
    int i = next();
    for (long[] column : new long[][] {at, arrival, identity, session, link}) {
      column[i] = column[from];
    }
    for (int[] column : new int[][] {person, product, day}) {
      column[i] = column[from];
    }
    arrival[i] += delay;
    kind[i] = kind[from];
    again[i] = true;
  }

  private int next() {
    if (size == at.length) {
      int larger = size * 2;
      at = Arrays.copyOf(at, larger);
      arrival = Arrays.copyOf(arrival, larger);
      identity = Arrays.copyOf(identity, larger);
      session = Arrays.copyOf(session, larger);
      link = Arrays.copyOf(link, larger);
      person = Arrays.copyOf(person, larger);
      product = Arrays.copyOf(product, larger);
      day = Arrays.copyOf(day, larger);
      kind = Arrays.copyOf(kind, larger);
      again = Arrays.copyOf(again, larger);
    }
    return size++;
  }

  /** Sorts by arrival; nothing may be added after it. */
  void close() {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      first = Math.min(first, arrival[i]);
    }
    order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = (arrival[i] - first) << INDEX_BITS | i;
    }
    Arrays.sort(order);
  }

  private int place(int rank) {
    return (int) (order[rank] & ((1L << INDEX_BITS) - 1));
  }

  /** Whether the event of this rank has been delivered before. */
  boolean again(int rank) {
    return again[place(rank)];
  }

  void read(int rank, Moment into, List<Employee> people, List<Product> products) {
    int i = place(rank);
    into.kind = Kind.at(kind[i]);
    into.who = people.get(person[i]);
    into.product = product[i] == NOTHING ? null : products.get(product[i]);
    if (into.day.toEpochDay() != day[i]) {
      into.day = LocalDate.ofEpochDay(day[i]);
    }
    into.at = at[i];
    into.identity = identity[i];
    into.session = session[i];
    into.link = link[i];
  }
}
