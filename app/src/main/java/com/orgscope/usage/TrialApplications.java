package com.orgscope.usage;

import com.orgscope.kernel.AppId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The applications of a company that no database knows, as if some of the known ones did not stand
 * on the list: for measuring what answers about unknown ones are worth.
 */
public final class TrialApplications {
  private final KnownApplications known;
  private final TextPlacement text;
  private final int hidden;

  /**
   * @param unknown labels that nobody shall know
   */
  public TrialApplications(Collection<String> unknown) {
    KnownApplications list = KnownApplications.instance();
    Set<KnownApplication> away = new HashSet<>();
    Set<KnownApplication> more = named(list, unknown);
    while (away.addAll(more)) {
      // Without a name a label may come to be read as another one with decoration.
      list = KnownApplications.without(away);
      more = named(list, unknown);
    }
    this.known = list;
    this.text = new TextPlacement(list);
    this.hidden = away.size();
  }

  private static Set<KnownApplication> named(KnownApplications list, Collection<String> unknown) {
    Label label = new Label(list, List.of());
    Set<KnownApplication> named = new HashSet<>();
    for (String name : unknown) {
      Label.Match match = label.find(name);
      if (match != null) {
        named.add(match.application());
      }
    }
    return named;
  }

  /** How many known applications were taken off the list. */
  public int hidden() {
    return hidden;
  }

  /** One company's applications as of what was said of them. */
  public Company company(
      String name, Map<String, String> descriptions, Map<String, ApplicationAnswer> answers) {
    return new Company(
        new TenantApplications(known, text, List.of(name), descriptions, answers, Map.of()));
  }

  /** What labels mean in one company. */
  public static final class Company {
    private final TenantApplications applications;

    private Company(TenantApplications applications) {
      this.applications = applications;
    }

    public AppId canonical(String label, String definition) {
      return applications.canonical(label, definition, null);
    }

    public Application application(AppId id) {
      return applications.application(id);
    }
  }
}
