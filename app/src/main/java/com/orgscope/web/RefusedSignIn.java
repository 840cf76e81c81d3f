package com.orgscope.web;

import com.orgscope.signin.Admission;
import com.orgscope.web.PlainPage.Link;
import java.util.List;

/**
 * What somebody reads whom their identity provider vouches for and who is not let in all the same.
 */
final class RefusedSignIn {
  private static final Link AGAIN = new Link("Back to sign-in", "/sign-in");

  private RefusedSignIn() {}

  static PlainPage page(Admission.Reason reason) {
    return switch (reason) {
      case TOO_MANY_GROUPS ->
          page(
              "We were not told which groups you are in",
              "You are in more groups than Microsoft Entra puts into a token, so it left out all of them. Nobody is let in with groups that are not known.",
              "Show this to IT: in Entra, under Token configuration of this application, emit \"Groups assigned to the application\" only, and assign the groups that give a role to it.");
      case NO_GROUPS_CLAIM ->
          page(
              "We were not told which groups you are in",
              "Your identity provider says who you are and nothing about groups. Roles come from groups.",
              "Show this to IT: the ID token needs a claim with the groups, of the name that 'orgscope identity show' says.");
      case NO_ROLE ->
          page(
              "None of your groups has a role here",
              "Your identity provider vouches for you, and none of your groups gives a role in Orgscope. Nothing of yours is wrong.",
              "Ask IT to put you into a group that does, or to give a role to one of yours.");
      case LIST_MAY_BE_CUT ->
          page(
              "None of your groups that we were told of has a role here",
              "We were told of exactly 100 groups. That is as many as some identity providers tell, so one that gives you a role may be missing.",
              "Show this to IT: filter the groups of the token to those that begin with a word of their own.");
      case NOT_IN_DIRECTORY ->
          page(
              "The directory does not know your login",
              "Your groups give you a role that sees rows of people, and the directory has nobody with your login.",
              "Ask IT to add you to the directory, or to look at which claim has the login.");
      case GONE ->
          page(
              "The directory says that you do not work here",
              "You left, or begin later, by what the directory says. If that is wrong, ask IT to correct it there.");
      case NOT_GOOD ->
          page(
              "That sign-in did not work",
              "It was begun in another browser or too long ago, or was broken off. Begin again.");
    };
  }

  private static PlainPage page(String heading, String... sentences) {
    return PlainPage.of(heading, List.of(sentences), AGAIN);
  }
}
