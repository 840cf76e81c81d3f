package com.orgscope.demo;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The applications one company bought or built. For each need it has a first choice and mostly a
 * second one, since hardly any company ever retires anything.
 */
final class Toolbox {
  private static final double SECOND_CHOICE = 0.45;
  private static final double OPAQUE_NAME = 0.25;
  private static final List<String> BIRDS =
      List.of("heron", "wagtail", "puffin", "plover", "dunnock", "siskin", "avocet", "whimbrel");
  private static final List<String> ENDINGS = List.of("-prod", "-prd", "", "-web", "-eu1", "-ui");

  private final List<Product> products = new ArrayList<>();
  private final Map<String, List<Product>> byNeed = new LinkedHashMap<>();

  private @Nullable UnknownNames unknown;
  private @Nullable Product adopted;

  private record Offer(List<String> labels, String definition, String protocol, int weight) {}

  Toolbox(SimulationSettings settings, UnknownLabels labels) {
    this(settings);
    UnknownNames names = new UnknownNames(settings, labels);
    names.rename(products, Staffing.needs(settings), labels.share());
    unknown = names;
    // The products stand under their new names wherever they are chosen.
    byNeed.replaceAll(
        (need, choices) -> choices.stream().map(product -> products.get(product.index())).toList());
    adopted =
        settings.change().adopted() == null ? null : added(Adoptions.product(products.size()));
  }

  private Toolbox(SimulationSettings settings) {
    Dice dice = Dice.of(settings.seed(), Dice.hash("toolbox"), Dice.hash(settings.industry()));
    Map<String, List<Offer>> offers = new LinkedHashMap<>();
    for (List<String> row : Table.read(Toolbox.class, "tools.tsv").rows()) {
      offers
          .computeIfAbsent(row.get(0), k -> new ArrayList<>())
          .add(
              new Offer(
                  Occupation.alternatives(row.get(1)),
                  row.get(2),
                  row.get(3),
                  Integer.parseInt(row.get(4))));
    }
    Map<String, List<String>> inHouse = new HashMap<>();
    Table.read(Toolbox.class, "inhouse.tsv").rows().forEach(row -> inHouse.put(row.get(0), row));
    Set<String> shared = sharedNeeds();
    int birds = 0;
    for (Map.Entry<String, List<Offer>> entry : offers.entrySet()) {
      String need = entry.getKey();
      List<Product> choices = new ArrayList<>();
      boolean own = !shared.contains(need) && dice.chance(settings.inHouse());
      if (own) {
        boolean opaque = !inHouse.containsKey(need) || dice.chance(OPAQUE_NAME);
        String stem = opaque ? bird(birds++) : row(inHouse, need).get(1);
        choices.add(built(need, stem, opaque ? "" : row(inHouse, need).get(2), dice));
      }
      List<Offer> left = new ArrayList<>(entry.getValue());
      choices.add(bought(need, take(left, dice), dice));
      if (!left.isEmpty() && !own && dice.chance(SECOND_CHOICE)) {
        choices.add(bought(need, take(left, dice), dice));
      }
      byNeed.put(need, choices);
    }
  }

  private static Set<String> sharedNeeds() {
    Occupation everyone = Occupation.all().get(Occupation.EVERYONE);
    if (everyone == null) {
      throw Failure.bug("No row of work.tsv is for everyone", null);
    }
    Set<String> needs = new HashSet<>();
    everyone.tasks().forEach(task -> needs.addAll(task.needs()));
    return needs;
  }

  private static List<String> row(Map<String, List<String>> inHouse, String need) {
    List<String> row = inHouse.get(need);
    if (row == null) {
      throw Failure.bug("No in-house application for " + need, null);
    }
    return row;
  }

  private static String bird(int number) {
    String bird = BIRDS.get(number % BIRDS.size());
    return number < BIRDS.size() ? bird : bird + number / BIRDS.size();
  }

  private Product built(String need, String stem, String description, Dice dice) {
    String name = stem + ENDINGS.get(dice.below(ENDINGS.size()));
    if (dice.chance(0.2)) {
      name = name.toUpperCase(Locale.ROOT);
    } else if (dice.chance(0.15)) {
      name = name + " (internal)";
    }
    boolean saml = dice.chance(0.5);
    return added(
        new Product(
            products.size(),
            need,
            name,
            saml ? "SAML Service Provider" : "OpenID Connect Client",
            saml ? Product.Protocol.SAML : Product.Protocol.OIDC,
            description));
  }

  private Product bought(String need, Offer offer, Dice dice) {
    return added(
        new Product(
            products.size(),
            need,
            offer.labels.get(dice.below(offer.labels.size())),
            offer.definition,
            Product.Protocol.valueOf(offer.protocol.toUpperCase(Locale.ROOT)),
            null));
  }

  private Product added(Product product) {
    products.add(product);
    return product;
  }

  private static Offer take(List<Offer> offers, Dice dice) {
    int left = dice.below(offers.stream().mapToInt(Offer::weight).sum());
    for (int i = 0; i < offers.size(); i++) {
      left -= offers.get(i).weight;
      if (left < 0) {
        return offers.remove(i);
      }
    }
    throw Failure.bug("weights do not add up", null);
  }

  UnknownNames unknown() {
    if (unknown == null) {
      throw Failure.bug("the applications have no names yet", null);
    }
    return unknown;
  }

  /** What comes within the window; null if nothing does. */
  @Nullable Product adopted() {
    return adopted;
  }

  List<Product> products() {
    return products;
  }

  /** First choice first; never empty. */
  List<Product> choices(String need) {
    List<Product> choices = byNeed.get(need);
    if (choices == null) {
      throw Failure.bug("work.tsv asks for " + need + ", tools.tsv has none", null);
    }
    return choices;
  }
}
