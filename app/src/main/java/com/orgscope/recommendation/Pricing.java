package com.orgscope.recommendation;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Money;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.usage.Range;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts dollars and a name to what may be saved. */
final class Pricing {
  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LETTERS_SHOWN = 12;

  private final TenantId tenant;
  private final List<Assumption> assumptions;

  Pricing(TenantId tenant, List<Assumption> assumptions) {
    this.tenant = tenant;
    this.assumptions = assumptions;
  }

  /** The assumptions as ranges, by their ids. */
  Map<String, Range> ranges() {
    return assumptions.stream().collect(Collectors.toMap(Assumption::id, Assumption::range));
  }

  /** Hours a week × loaded cost of an hour × weeks a year, the ranges taken as independent. */
  Recommendation price(Saving saving) {
    Saving.Whose whose = saving.whose();
    Assumption cost = Money.hour(assumptions, whose.category());
    Assumption weeks = Money.named(assumptions, Money.WEEKS);
    Setup setup = saving.setup();
    List<Assumption> behind =
        Stream.concat(
                saving.assumptions().stream().map(id -> Money.named(assumptions, id)),
                Stream.of(cost, weeks))
            .toList();
    return new Recommendation(
        id(whose.of(), whose.category(), whose.person(), saving.change()),
        whose.of(),
        whose.category(),
        whose.person(),
        saving.change(),
        saving.what(),
        saving.because(),
        saving.hoursPerWeek(),
        dollars(Range.product(List.of(saving.hoursPerWeek(), cost.range(), weeks.range()))),
        behind,
        setup == null ? "" : setup.title(),
        saving.origin(),
        null);
  }

  /** The recommendation of a release, from its own figures and nothing else. */
  Recommendation price(Release release, ReleaseSaving recommendation) {
    String change = Changes.usual(recommendation.cause().event()).id();
    return new Recommendation(
        id(Of.RELEASE, recommendation.category(), null, change),
        Of.RELEASE,
        recommendation.category(),
        null,
        change,
        recommendation.change(),
        String.format(
            Locale.ROOT,
            "%s: %,.1f hours a week (%,.1f to %,.1f) by release %s.",
            recommendation.cause().title(),
            recommendation.hoursPerWeek(),
            recommendation.hoursInterval().low(),
            recommendation.hoursInterval().high(),
            release.id()),
        new Range(
            recommendation.savedHours().low(),
            recommendation.typicalSavedHours(),
            recommendation.savedHours().high()),
        new Range(
            recommendation.savedUsd().low(),
            recommendation.typicalSavedUsd(),
            recommendation.savedUsd().high()),
        release.assumptions().stream()
            .filter(a -> recommendation.assumptions().contains(a.id()))
            .toList(),
        "",
        new Origin("release", null, null),
        null);
  }

  private static Range dollars(Range exact) {
    return new Range(Math.floor(exact.low()), Math.round(exact.typical()), Math.ceil(exact.high()));
  }

  /** Short enough to be typed; 60 bits keep a company's apart. */
  private String id(Of of, String category, @Nullable PersonKey person, String change) {
    String text = String.join("\n", tenant.value(), of.name(), category, "" + person, change);
    byte[] digest = Sha256.of(text);
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < LETTERS_SHOWN; i++) {
      id.append(LETTERS.charAt(digest[i] & 31));
    }
    return id.toString();
  }
}
