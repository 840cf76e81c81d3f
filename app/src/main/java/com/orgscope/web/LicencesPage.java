package com.orgscope.web;

import java.util.List;

/**
 * What is paid for by the seat, and which seats nobody uses: exactly, for IT/Security alone.
 *
 * @param lead what may be given back, in a sentence
 * @param dated as of which day, and from when the log is
 * @param rows the one with most to give back first
 * @param hidden how many more there are; empty if none
 * @param unpaid what everybody uses and no contract names
 * @param duplicates two contracts of which one is usually enough, in a sentence each
 * @param rates what other currencies are taken to be worth
 * @param typed what to type next
 */
public record LicencesPage(
    String lead,
    String dated,
    List<Row> rows,
    String hidden,
    List<Unpaid> unpaid,
    List<String> duplicates,
    List<String> rates,
    Typed typed) {
  public LicencesPage {
    rows = List.copyOf(rows);
    unpaid = List.copyOf(unpaid);
    duplicates = List.copyOf(duplicates);
    rates = List.copyOf(rates);
  }

  /**
   * One contract. Seats that nobody told read as a dash.
   *
   * @param terms its tier and who looks after it
   * @param seats paid for
   * @param paid a year
   * @param active people in 30, 60 and 90 days
   * @param giveBack seats that may be given back
   * @param saved a year by that
   * @param notice until when
   */
  public record Row(
      String application,
      String terms,
      String seats,
      String paid,
      Held held,
      String active,
      String giveBack,
      String saved,
      String notice) {}

  /**
   * Who has the seats.
   *
   * @param given to anybody
   * @param used by whoever was there lately
   * @param idle of people who work here
   * @param left of people who left
   * @param cannotTell of whom sign-ins do not show it
   * @param because why they do not; empty where they do
   */
  public record Held(
      String given, String used, String idle, String left, String cannotTell, String because) {}

  public record Unpaid(String application, String people) {}

  /**
   * Commands.
   *
   * @param what for, before the first
   */
  public record Typed(String what, String lines) {}
}
