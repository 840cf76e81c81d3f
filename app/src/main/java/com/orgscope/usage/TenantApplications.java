package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's applications as of its present descriptions: what each label means and what each
 * application is for. Answers are kept; the owner makes a new one when descriptions may have
 * changed.
 */
final class TenantApplications {
  private static final int MOST_KEPT = 100_000;

  private final KnownApplications known;
  private final TextPlacement text;
  private final Label names;
  private final @Nullable Pattern companyNames;
  private final Map<String, String> spellings;
  private final Map<String, String> described = new HashMap<>();
  private final Map<String, String> describedById = new HashMap<>();
  private final Map<String, ApplicationAnswer> answers = new HashMap<>();
  private final Map<LabelKey, AppId> canonical = new ConcurrentHashMap<>();
  private final Map<String, Application> applications = new ConcurrentHashMap<>();

  private record LabelKey(String label, @Nullable String definition, @Nullable String domain) {}

  TenantApplications(
      KnownApplications known,
      TextPlacement text,
      List<String> companyNames,
      Map<String, String> descriptions,
      Map<String, ApplicationAnswer> answers,
      Map<String, String> spellings) {
    this.known = known;
    this.text = text;
    this.names = new Label(known, companyNames);
    this.companyNames =
        companyNames.isEmpty()
            ? null
            : Pattern.compile(
                companyNames.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE);
    this.spellings = new ConcurrentHashMap<>(spellings);
    // In order of the labels, so that two descriptions of one application always read the same.
    new TreeMap<>(descriptions)
        .forEach((label, description) -> described.put(Label.folded(label), description.strip()));
    new TreeMap<>(descriptions)
        .forEach((label, description) -> {
          String id = find(label, null, null).value();
          describedById.merge(id, description.strip(), (a, b) -> a + "; " + b);
          describedById.putIfAbsent(Label.core(label), description.strip());
        });
    new TreeMap<>(answers)
        .forEach((label, answer) -> {
          this.answers.put(Label.folded(label), answer);
          this.answers.putIfAbsent(Label.core(label), answer);
        });
  }

  AppId canonical(String label, @Nullable String definition, @Nullable String domain) {
    LabelKey key = new LabelKey(label, definition, domain);
    AppId kept = canonical.get(key);
    if (kept != null) {
      return kept;
    }
    AppId found = find(label, definition, domain);
    if (canonical.size() < MOST_KEPT) {
      canonical.put(key, found);
    }
    return found;
  }

  private AppId find(String label, @Nullable String definition, @Nullable String domain) {
    Label.Match byLabel = names.find(label);
    if (byLabel != null && describedAsSomethingElse(label, byLabel.application())) {
      return new AppId(Label.folded(label));
    }
    if (byLabel != null && byLabel.certain()) {
      return new AppId(byLabel.application().name());
    }
    Label.Match byDefinition = definition == null ? null : names.find(definition);
    if (byDefinition != null) {
      return new AppId(byDefinition.application().name());
    }
    String host = domain == null ? null : Label.host(domain);
    KnownApplication byDomain = host == null ? null : known.atHost(host);
    if (byDomain != null) {
      return new AppId(byDomain.name());
    }
    if (byLabel != null && !byLabel.ambiguous()) {
      return new AppId(byLabel.application().name());
    }
    for (String own : candidates(label, definition, domain)) {
      if (!own.isBlank()) {
        return new AppId(Label.folded(own));
      }
    }
    throw new IllegalArgumentException("neither label, definition nor domain says anything");
  }

  private static List<String> candidates(
      String label, @Nullable String definition, @Nullable String domain) {
    List<String> candidates = new ArrayList<>();
    candidates.add(label);
    if (definition != null) {
      candidates.add(definition);
    }
    if (domain != null) {
      candidates.add(domain);
    }
    return candidates;
  }

  /** A tenant whose "Linear" handles payments means its own, whatever the list says. */
  private boolean describedAsSomethingElse(String label, KnownApplication application) {
    String description = described.get(Label.folded(label));
    if (description == null) {
      return false;
    }
    Map<String, Double> functions = text.place("", description);
    return !functions.isEmpty()
        && application.functions().stream().noneMatch(functions::containsKey);
  }

  Application application(AppId id) {
    Application kept = applications.get(id.value());
    if (kept != null) {
      return kept;
    }
    Application found = describe(id);
    if (applications.size() < MOST_KEPT) {
      applications.put(id.value(), found);
    }
    return found;
  }

  private Application describe(AppId id) {
    String folded = Label.folded(id.value());
    KnownApplication listed = listed(id, folded);
    AppId shown = new AppId(listed == null ? shown(folded) : listed.name());
    ApplicationAnswer answer = answer(id, listed);
    if (answer != null && answer.said().by() == ApplicationAnswer.By.IT) {
      return answered(shown, Basis.TENANT, answer, Map.of());
    }
    String own = describedById.get(listed == null ? folded : listed.name());
    if (own == null && listed == null) {
      own = describedById.get(Label.core(id.value()));
    }
    if (own != null) {
      Map<String, Double> functions = text.place(listed == null ? nameOnly(folded) : "", own);
      if (!functions.isEmpty()) {
        return new Application(shown, functions, Basis.TENANT, own);
      }
    }
    if (listed != null) {
      // Own words that name no function say less than the list's, and may be said by nobody else.
      return new Application(shown, listed.weights(), Basis.CURATED, listed.description());
    }
    Map<String, Double> functions = guessed(shown.value(), folded);
    if (answer != null) {
      return answered(shown, Basis.MODEL, answer, functions);
    }
    return new Application(
        shown, functions, functions.isEmpty() ? Basis.NONE : Basis.TEXT, own == null ? "" : own);
  }

  /** What was said of it, if that says anything. */
  private @Nullable ApplicationAnswer answer(AppId id, @Nullable KnownApplication listed) {
    ApplicationAnswer answer = answers.get(Label.folded(id.value()));
    if (answer == null && listed != null) {
      answer = answers.get(Label.folded(listed.name()));
    }
    if (answer == null) {
      answer = answers.get(Label.core(id.value()));
    }
    return answer == null || answer.functions().isEmpty() ? null : answer;
  }

  private static Application answered(
      AppId shown, Basis basis, ApplicationAnswer answer, Map<String, Double> wordGuess) {
    // A model's reason is not the company's own words.
    String description = basis == Basis.TENANT ? answer.why() : "";
    return new Application(
        shown, KnownApplication.weights(answer.functions()), basis, description, answer, wordGuess);
  }

  /** The list grows: what was unknown when its events were stored may be known today. */
  private @Nullable KnownApplication listed(AppId id, String folded) {
    KnownApplication named = known.named(id.value());
    if (named != null) {
      return named;
    }
    Label.Match match = names.find(folded);
    return match == null
            || match.ambiguous()
            || describedAsSomethingElse(folded, match.application())
        ? null
        : match.application();
  }

  /** What an unknown application may be for: what its ambiguous name may mean, or its words. */
  private Map<String, Double> guessed(String name, String folded) {
    Label.Match match = names.find(folded);
    return match != null && match.ambiguous()
        ? match.application().weights()
        : text.place(nameOnly(name), "");
  }

  /** A company's name says nothing of what its application does ("Harbor Claims"). */
  private String nameOnly(String label) {
    return companyNames == null ? label : companyNames.matcher(label).replaceAll(" ");
  }

  /** An own application that is spelled like a listed one stays apart from it in lower case. */
  private String shown(String folded) {
    String spelling = spellings.getOrDefault(folded, folded);
    return known.named(spelling) == null ? spelling : folded;
  }

  /** Whether this spelling of an own label is one to remember. */
  boolean newSpelling(String folded, String spelling) {
    String shown = spellings.get(folded);
    if (spelling.equals(folded) && shown == null) {
      return false;
    }
    return shown == null || spelling.compareTo(shown) < 0;
  }

  void learn(String folded, String spelling) {
    spellings.merge(folded, spelling, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    applications.keySet().removeIf(id -> Label.folded(id).equals(folded));
  }
}
