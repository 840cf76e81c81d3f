package com.orgscope.category;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The allow-list of one company: the categories every company has, its industry's pack, and the
 * company's own names for them. Judgments, assignments and releases hold canonical names; a
 * company's own names are read on the way in and written on the way out.
 */
public final class Taxonomy {
  /** Leads people or the company; the directory's reports are its strongest sign. */
  public static final String MANAGEMENT = "Management";

  private static final String EVERY_INDUSTRY = "all";
  private static final Table CATEGORIES = Table.read(Taxonomy.class, "taxonomy.tsv");
  private static final Map<String, String> ALIASES = pairs("aliases.tsv");

  private final String industry;
  private final Set<String> industries;
  private final Map<String, List<String>> subCategories = new LinkedHashMap<>();
  private final Map<String, String> elsewhere = new LinkedHashMap<>();
  private final Map<String, String> canonicalByWords = new LinkedHashMap<>();
  private final Map<String, String> ownNames = new LinkedHashMap<>();
  private final Map<String, List<String>> roles = new LinkedHashMap<>();

  private Taxonomy(String industry, Set<String> packs) {
    this.industry = industry;
    industries = new TreeSet<>(packs);
    industries.add(industry);
    for (List<String> row : CATEGORIES.rows()) {
      String category = row.get(0);
      List<String> of = Arrays.asList(row.get(2).split(","));
      if (of.contains(EVERY_INDUSTRY) || of.stream().anyMatch(industries::contains)) {
        subCategories.put(category, List.of(row.get(1).split("\\|")));
        canonicalByWords.put(Words.of(category), category);
      } else if (!row.get(3).isEmpty()) {
        elsewhere.put(category, row.get(3));
      }
    }
  }

  /** The allow-list of an industry; one without a pack has what every company has. */
  public static Taxonomy forIndustry(String industry) {
    return new Taxonomy(industry, Set.of());
  }

  /** The allow-list of an industry that has the packs of others beside its own. */
  static Taxonomy of(String industry, Set<String> packs) {
    return new Taxonomy(industry, packs);
  }

  /** Industries that have a pack of their own. */
  static Set<String> packs() {
    Set<String> packs = new TreeSet<>();
    CATEGORIES.rows().forEach(row -> packs.addAll(Arrays.asList(row.get(2).split(","))));
    packs.remove(EVERY_INDUSTRY);
    return packs;
  }

  /** One of the company's own: it can be given by an override, and no model says it. */
  void add(String category) {
    name(category, category);
  }

  /** What the company calls people of a category ("Nurse"). */
  void role(String word, String category) {
    canonicalByWords.put(Words.of(word), category);
    roles.computeIfAbsent(category, each -> new ArrayList<>()).add(word);
  }

  /** What the company calls one. */
  void name(String category, String shownAs) {
    String canonical = canonical(category).orElse(category);
    subCategories.putIfAbsent(canonical, List.of());
    canonicalByWords.put(Words.of(canonical), canonical);
    canonicalByWords.put(Words.of(shownAs), canonical);
    ownNames.put(canonical, shownAs);
  }

  /** The industry whose pack this is. */
  public String industry() {
    return industry;
  }

  /** That industry, and those whose packs the company has beside it. */
  public Set<String> industries() {
    return Set.copyOf(industries);
  }

  /** What the company calls people of the category, in the order of its words. */
  public List<String> roles(String category) {
    return List.copyOf(roles.getOrDefault(category, List.of()));
  }

  /** Every category a person of this company may have, in the order they are always listed. */
  public List<String> categories() {
    return List.copyOf(subCategories.keySet());
  }

  /** The sub-categories of a category; none for one of the company's own. */
  public List<String> subCategories(String category) {
    return subCategories.getOrDefault(category, List.of());
  }

  public boolean allows(String category) {
    return subCategories.containsKey(category);
  }

  /** What the company itself calls the category. */
  public String ownName(String category) {
    return ownNames.getOrDefault(category, category);
  }

  /** The company's own names for all of its categories, for a message that must name them. */
  public List<String> ownNames() {
    return subCategories.keySet().stream().map(this::ownName).toList();
  }

  /**
   * The canonical category a label means: by the company's own names, then the canonical ones and
   * their sub-categories, then usual other names ("HR", "Infosec").
   */
  public Optional<String> canonical(String label) {
    String words = Words.of(label);
    String named = canonicalByWords.get(words);
    if (named != null) {
      return Optional.of(named);
    }
    for (Map.Entry<String, List<String>> entry : subCategories.entrySet()) {
      if (entry.getValue().stream().anyMatch(sub -> Words.of(sub).equals(words))) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.ofNullable(ALIASES.get(words)).flatMap(this::here);
  }

  /** The category as this company has it: itself, or what such work is called without the pack. */
  Optional<String> here(String category) {
    return Optional.ofNullable(allows(category) ? category : elsewhere.get(category));
  }

  private static Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    List<String> twice = new ArrayList<>();
    for (List<String> row : Table.read(Taxonomy.class, name).rows()) {
      if (pairs.put(Words.of(row.get(0)), row.get(1)) instanceof String other
          && !other.equals(row.get(1))) {
        twice.add(row.get(0));
      }
    }
    if (!twice.isEmpty()) {
      throw new IllegalStateException(name + " says two things about " + twice);
    }
    return Map.copyOf(pairs);
  }
}
