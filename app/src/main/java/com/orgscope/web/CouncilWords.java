package com.orgscope.web;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Terms;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A works-council policy, and what another one changed, in plain words. */
final class CouncilWords {
  static final String EVERYWHERE = "everywhere";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private CouncilWords() {}

  static String day(Instant at, ZoneId zone) {
    return DAY.format(at.atZone(zone));
  }

  /** By country, everywhere else last. */
  static SortedMap<String, Terms> terms(CouncilPolicy policy) {
    SortedMap<String, Terms> terms = new TreeMap<>(policy.countries());
    terms.put(EVERYWHERE, policy.everywhere());
    return terms;
  }

  static String asked(Consent consent) {
    return switch (consent) {
      case OPT_OUT -> "People count until they say no";
      case OPT_IN -> "People count once they say yes";
    };
  }

  static String managers(Managers managers) {
    return switch (managers) {
      case NOTHING -> "Nothing";
      case CATEGORIES -> "The kind of work, and not why";
      case NAMED -> "The kind of work, why, and what speaks for it";
    };
  }

  static String kept(@Nullable Integer days) {
    return days == null ? "as long as the setting says" : days + " days";
  }

  /** What a policy changed, a sentence each; all that it says where there was none before. */
  static List<String> changes(CouncilPolicy from, CouncilPolicy to) {
    List<String> changes = new ArrayList<>();
    SortedMap<String, Terms> before = terms(from);
    SortedMap<String, Terms> after = terms(to);
    after.forEach((where, terms) -> {
      Terms old = before.get(where);
      if (old == null) {
        changes.add(
            "%s has terms of its own: %s; managers see: %s; k %d; figures kept %s"
                .formatted(
                    where,
                    small(asked(terms.consent())),
                    small(managers(terms.managers())),
                    terms.k(),
                    kept(terms.usageDays())));
      } else {
        difference(where, old, terms, changes);
      }
    });
    before.keySet().stream()
        .filter(where -> !after.containsKey(where))
        .forEach(where -> changes.add(where + " has no terms of its own any more"));
    if (!from.council().equals(to.council())) {
      changes.add("council: %s → %s".formatted(names(from.council()), names(to.council())));
    }
    if (!from.notice().equals(to.notice())) {
      changes.add(
          "notice: version %s → %s".formatted(from.notice().version(), to.notice().version()));
    }
    return changes.isEmpty() ? List.of("nothing") : changes;
  }

  private static void difference(String where, Terms old, Terms fresh, List<String> changes) {
    if (old.consent() != fresh.consent()) {
      changes.add("%s: %s → %s".formatted(where, old.consent().word(), fresh.consent().word()));
    }
    if (old.managers() != fresh.managers()) {
      changes.add(
          "%s, managers see: %s → %s"
              .formatted(where, old.managers().word(), fresh.managers().word()));
    }
    if (old.k() != fresh.k()) {
      changes.add("%s, k: %d → %d".formatted(where, old.k(), fresh.k()));
    }
    if (!kept(old.usageDays()).equals(kept(fresh.usageDays()))) {
      changes.add(
          "%s, figures kept: %s → %s"
              .formatted(where, kept(old.usageDays()), kept(fresh.usageDays())));
    }
    if (!old.places().equals(fresh.places())) {
      changes.add("%s: other places".formatted(where));
    }
  }

  private static String small(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  /** A policy keeps places in small letters. */
  static String places(List<String> places) {
    return String.join(", ", places.stream().map(CouncilWords::capital).toList());
  }

  static String names(List<String> names) {
    return switch (names.size()) {
      case 0 -> "nobody";
      case 1 -> names.getFirst();
      default -> String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    };
  }

  /** What a model was asked, as one would ask a person. */
  static String question(String purpose, int k) {
    return switch (purpose) {
      case "categorize" ->
          "What kind of work do people mostly do who share these habits? (at least %d of them; no name, no login, no pseudonym)"
              .formatted(k);
      case "describe" -> "What is this application for? (its name and the industry; no person)";
      case "suggest" -> "What could be changed for people who do this kind of work? (groups alone)";
      default -> purpose;
    };
  }
}
