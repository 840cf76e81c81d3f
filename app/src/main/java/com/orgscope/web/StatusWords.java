package com.orgscope.web;

import com.orgscope.web.PlainPage.Link;
import java.util.List;

/** What a status that no page of ours explains means to whoever asked, without a word of theirs. */
final class StatusWords {
  private StatusWords() {}

  static PlainPage of(int status) {
    return switch (status) {
      case 400 ->
          page(
              "That could not be read",
              "The address or the form has something in it that is not allowed there. Nothing was"
                  + " done.");
      case 401 ->
          PlainPage.of(
              "Sign in first", List.of("This needs a session."), new Link("Sign in", "/sign-in"));
      case 403 ->
          page(
              "That page was open too long",
              "Your session changed since it was loaded, so nothing was done.");
      case 404 -> page("There is nothing here", "The address is not one of ours.");
      case 405 -> page("That cannot be done here", "The address is for reading.");
      case 406, 415 ->
          page("Not in that form", "What was sent or asked for has a form that is not known here.");
      case 408 ->
          page("That took too long", "The request did not come in whole. Nothing was done.");
      case 413 -> page("That was too much", "The form holds more than it may. Nothing was done.");
      case 414, 431 ->
          page("That was too long", "The address or its headers are longer than they may be.");
      case 503 -> page("For a moment we cannot answer", "Load the page again in a minute.");
      default -> page("This did not work", "Everything else still does (" + status + ").");
    };
  }

  private static PlainPage page(String heading, String sentence) {
    return PlainPage.of(heading, List.of(sentence), new Link("Back to your start", "/"));
  }
}
