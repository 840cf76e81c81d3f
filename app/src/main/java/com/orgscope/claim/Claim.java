package com.orgscope.claim;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.Range;
import com.orgscope.usage.SignInPart;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody promised of a change. It is written down once and never changed.
 *
 * @param number of the tenant's claims, from 1 on
 * @param recommendation id of the approved one that it is of, if it is of one
 * @param owner the role that answers for it, such as Head of IT; nobody's name
 * @param baseline null where the log held nothing when it was registered, or of fewer than k people
 */
public record Claim(
    int number,
    String title,
    @Nullable String recommendation,
    Concern concern,
    String owner,
    LocalDate registeredOn,
    Promised promised,
    @Nullable Baseline baseline) {
  /** Days after the first people have the change on which it is looked at. */
  public static final List<Integer> DUE_DAYS = List.of(30, 60, 90);

  private static final String PREFIX = "claim-";

  /** In the place of a name; no application is called so. */
  private static final AppId WITHHELD = new AppId("withheld");

  /**
   * What is to become less, and for whom.
   *
   * @param among whom it concerns; others are on neither side of a comparison
   */
  public record Concern(SignInPart part, PeopleGroup among) {}

  /** What will be spared once everybody whom it concerns has the change. */
  public record Promised(Range hoursPerWeek, Range usdPerYear) {}

  /**
   * What was measured when it was registered.
   *
   * @param people who were seen
   * @param hoursPerWeek of all of them
   */
  public record Baseline(LocalDate from, LocalDate until, int people, double hoursPerWeek) {
    public TimeWindow window() {
      return new TimeWindow(from, until);
    }
  }

  /**
   * As it is shown and measured once an application that it is of is withheld.
   *
   * @param told tells texts that name such an application
   */
  Claim without(Predicate<String> told) {
    Set<AppId> apps =
        concern.part().apps().stream()
            .map(app -> told.test(app.value()) ? WITHHELD : app)
            .collect(Collectors.toSet());
    return new Claim(
        number,
        told.test(title) ? WITHHELD.value() : title,
        recommendation,
        new Concern(
            new SignInPart(apps, concern.part().failures(), concern.part().challenges()),
            concern.among()),
        owner,
        registeredOn,
        promised,
        baseline);
  }

  Claim with(Promised said, @Nullable Baseline measured) {
    return new Claim(number, title, recommendation, concern, owner, registeredOn, said, measured);
  }

  public String id() {
    return PREFIX + number;
  }

  /** The number of an id; 0 where it is none. */
  static int number(String id) {
    return id.matches(PREFIX + "[1-9]\\d{0,8}")
        ? Integer.parseInt(id.substring(PREFIX.length()))
        : 0;
  }
}
