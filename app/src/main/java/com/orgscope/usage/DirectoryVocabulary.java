package com.orgscope.usage;

import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.Vocabulary;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  DirectoryVocabulary(Tenants tenants, Vocabulary vocabulary) {
    this.tenants = tenants;
    this.vocabulary = vocabulary;
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
}
