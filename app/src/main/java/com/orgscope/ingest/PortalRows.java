package com.orgscope.ingest;

import com.orgscope.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the object that a provider's API gives of a row of one of its portal's tables. */
final class PortalRows {
  private final List<Target> targets;
  private final Map<String, String> always;
  private final boolean known;

  /**
   * @param targets where the field of each column goes
   * @param always members that are the same in all rows
   * @param known whether a row has the provider's own id, so that the event is known again on any
   *     way
   */
  PortalRows(List<Target> targets, Map<String, String> always, boolean known) {
    this.targets = List.copyOf(targets);
    this.always = always;
    this.known = known;
  }

  /**
   * Where a field goes.
   *
   * @param paths one; if more, the field is cut at its commas and its last part goes to the last
   * @param words what the API writes for a word of the portal, in small letters; nothing for none
   */
  record Target(List<List<String>> paths, Map<String, String> words) {
    static final Target NOWHERE = new Target(List.of(), Map.of());

    /** Members, those inside each other with dots between, several with commas. */
    static Target of(String members, Map<String, String> words) {
      return new Target(
          Arrays.stream(members.split(",", -1))
              .map(path -> List.of(path.split("\\.", -1)))
              .toList(),
          words);
    }

    /** A member under its own name in another. */
    static Target of(String outer, String inner) {
      return new Target(List.of(List.of(outer, inner)), Map.of());
    }
  }

  /** Whether the event of a row is known again when it comes on another way. */
  boolean known() {
    return known;
  }

  /** Of two columns for one member the first counts that holds something. */
  Json object(List<String> fields) {
    Members row = new Members();
    always.forEach((member, value) -> row.put(List.of(member.split("\\.", -1)), value));
    for (int i = 0; i < fields.size(); i++) {
      Target target = targets.get(i);
      String field = fields.get(i).strip();
      String value = target.words().getOrDefault(field.toLowerCase(Locale.ROOT), field);
      if (!value.isEmpty()) {
        putAll(row, target.paths(), value);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    row.write(bytes);
    Json parsed = new Json();
    parsed.parse(bytes.toByteArray(), 0, bytes.size());
    return parsed;
  }

  private static void putAll(Members row, List<List<String>> paths, String value) {
    if (paths.size() == 1) {
      row.put(paths.getFirst(), value);
      return;
    }
    String[] parts = value.split(",", -1);
    for (int last = 1; last <= Math.min(parts.length, paths.size()); last++) {
      String part = parts[parts.length - last].strip();
      if (!part.isEmpty()) {
        row.put(paths.get(paths.size() - last), part);
      }
    }
  }

  /** The members of an object, or the elements of a list if their names are numbers. */
  private static final class Members {
    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private final Map<String, Members> inner = new LinkedHashMap<>();

    void put(List<String> path, String value) {
      Members at = this;
      for (String outer : path.subList(0, path.size() - 1)) {
        at = at.inner.computeIfAbsent(outer, _ -> new Members());
      }
      at.values.putIfAbsent(path.getLast(), TableAnswer.quoted(value));
    }

    void write(ByteArrayOutputStream out) {
      boolean list = values.isEmpty() && inner.keySet().stream().allMatch(Members::isNumber);
      boolean object = !list || inner.isEmpty();
      out.write(object ? '{' : '[');
      int begin = out.size();
      values.forEach((name, value) -> {
        name(name, begin, out);
        out.writeBytes(value);
      });
      inner.forEach((name, members) -> {
        if (object) {
          name(name, begin, out);
        } else if (out.size() > begin) {
          out.write(',');
        }
        members.write(out);
      });
      out.write(object ? '}' : ']');
    }

    private static void name(String name, int begin, ByteArrayOutputStream out) {
      if (out.size() > begin) {
        out.write(',');
      }
      out.writeBytes(TableAnswer.quoted(name));
      out.write(':');
    }

    private static boolean isNumber(String name) {
      return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }
}
