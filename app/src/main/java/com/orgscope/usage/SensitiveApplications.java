package com.orgscope.usage;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Withholding;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one rule of which applications are sensitive: works council, union, counselling, occupational
 * health, whistleblowing, by a list of names in several languages and by IT's own marks, which go
 * before the list. The lake asks it before every question, so that whoever reads use of
 * applications need not.
 */
@Component
public final class SensitiveApplications implements Withholding {
  private static final int LONGEST_LABEL = 200;

  private final TenantVocabulary voice;

  SensitiveApplications(TenantVocabulary voice) {
    this.voice = voice;
  }

  @Override
  public Rule of(TenantId tenant) {
    return rule(tenant);
  }

  SensitiveRule rule(TenantId tenant) {
    return new SensitiveRule(voice.sensitive(tenant));
  }

  /** Tells, by what administrators or the list call them, of which applications nothing is said. */
  public Predicate<String> withheld(TenantId tenant) {
    return rule(tenant)::withholds;
  }

  /**
   * What is stored of an access in the place of its application's name; empty where the name itself
   * may be.
   *
   * @param label as administrators call the application
   * @param product as the provider's own catalogue calls it
   * @param hash of a text under the tenant's key, 16 hexadecimal digits
   */
  public Optional<String> hidden(
      TenantId tenant, String label, @Nullable String product, UnaryOperator<String> hash) {
    SensitiveRule rule = rule(tenant);
    return rule.withholds(label) || (product != null && rule.withholds(product))
        ? Optional.of(SensitiveRule.hidden(hash.apply(Label.folded(label))))
        : Optional.empty();
  }

  /**
   * What a word speaks of that is nobody's business, by the list of names; empty for every other.
   */
  public static Optional<String> speaksOf(String word) {
    return SensitiveNames.instance().kind(word);
  }

  /**
   * Tells texts that name an application of which nothing is said any more: by a mark of IT's that
   * came later, or where the whole text is such a name.
   */
  public Predicate<String> tells(TenantId tenant) {
    SensitiveRule rule = rule(tenant);
    return text -> rule.namedIn(text) || (text.length() <= LONGEST_LABEL && rule.withholds(text));
  }

  /** Tells texts that were written before a mark and name what was marked. */
  public Predicate<String> named(TenantId tenant) {
    return rule(tenant)::namedIn;
  }
}
