package com.orgscope.demo;

import com.orgscope.table.Table;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Names that nobody bears: ordinary given names before household goods. */
final class Names {
  private final List<String> given;
  private final List<String> family;
  private final Dice dice;
  private final Map<String, Integer> taken = new HashMap<>();

  record Name(String given, String family, String login) {
    String display() {
      return given + " " + family;
    }
  }

  Names(long seed) {
    given = names("given");
    family = names("family");
    dice = Dice.of(seed, Dice.hash("names"), 0);
  }

  private static List<String> names(String kind) {
    return Table.read(Names.class, "names.tsv").rows().stream()
        .filter(row -> row.get(0).equals(kind))
        .flatMap(row -> Stream.of(row.get(1).split(" ", -1)))
        .toList();
  }

  Name next() {
    String first = given.get(dice.below(given.size()));
    String last = family.get(dice.below(family.size()));
    return new Name(first, last, login(first, last));
  }

  /** The login somebody had under another family name. */
  String earlier(Name name) {
    return login(name.given, family.get(dice.below(family.size())));
  }

  private String login(String first, String last) {
    String plain =
        Normalizer.normalize(first + "." + last, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    int number = taken.merge(plain, 1, Integer::sum);
    return number == 1 ? plain : plain + number;
  }
}
