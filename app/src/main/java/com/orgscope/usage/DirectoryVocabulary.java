package com.orgscope.usage;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswers.Answered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
final class DirectoryVocabulary implements TenantVocabulary {
  private static final int SHORTEST_FIRST_WORD = 4;
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          ("inc corp corporation co company llc llp ltd limited plc gmbh ag se kg sa sas srl spa bv "
                  + "nv ab as oy pty group holding holdings international")
              .split(" "));

  private final Tenants tenants;
  private final Vocabulary vocabulary;
  private final ApplicationAnswerStore answers;
  private final SensitiveMarkStore marks;

  DirectoryVocabulary(
      Tenants tenants,
      Vocabulary vocabulary,
      ApplicationAnswerStore answers,
      SensitiveMarkStore marks) {
    this.tenants = tenants;
    this.vocabulary = vocabulary;
    this.answers = answers;
    this.marks = marks;
  }

  @Override
  public Map<String, Boolean> sensitive(TenantId tenant) {
    return marks.marks(tenant);
  }

  @Override
  public List<String> names(TenantId tenant) {
    Optional<Tenant> known = tenants.find(tenant);
    return known.isEmpty() ? List.of(tenant.value()) : names(tenant, known.get().name());
  }

  /** The full name, the name without its legal form, its first word if distinct, and the id. */
  static List<String> names(TenantId tenant, String fullName) {
    List<String> names = new ArrayList<>();
    names.add(fullName);
    List<String> words = new ArrayList<>(List.of(fullName.strip().split("[^\\p{L}\\p{N}&]+")));
    while (words.size() > 1 && LEGAL_FORMS.contains(words.getLast().toLowerCase(Locale.ROOT))) {
      words.removeLast();
    }
    names.add(String.join(" ", words));
    if (words.getFirst().length() >= SHORTEST_FIRST_WORD) {
      names.add(words.getFirst());
    }
    names.add(tenant.value());
    return names.stream().distinct().toList();
  }

  @Override
  public Map<String, String> descriptions(TenantId tenant) {
    return vocabulary.applications(Caller.system(tenant, "usage"));
  }

  @Override
  public Map<String, ApplicationAnswer> answers(TenantId tenant) {
    Optional<Tenant> known = tenants.find(tenant);
    return known.isEmpty()
        ? Map.of()
        : holding(answers.all(Caller.system(tenant, "usage")), known.get().industry())
            .values()
            .stream()
            .collect(Collectors.toMap(Answered::label, Answered::answer));
  }

  /**
   * Of several answers about a label IT's holds, then that of the company's own industry, then the
   * newer one; not knowing is no answer. By the folded label.
   *
   * @param all from the oldest to the newest
   */
  static Map<String, Answered> holding(List<Answered> all, String industry) {
    Map<String, Answered> holding = new HashMap<>();
    all.stream()
        .filter(each -> !each.answer().functions().isEmpty())
        .filter(each ->
            each.industry().equals(industry)
                || each.industry().equals(ApplicationAnswers.ANY_INDUSTRY))
        .forEach(each ->
            holding.merge(
                Label.folded(each.label()),
                each,
                (before, now) -> rank(now, industry) >= rank(before, industry) ? now : before));
    return holding;
  }

  private static int rank(Answered each, String industry) {
    return (each.answer().said().by() == By.IT ? 2 : 0)
        + (each.industry().equals(industry) ? 1 : 0);
  }
}
