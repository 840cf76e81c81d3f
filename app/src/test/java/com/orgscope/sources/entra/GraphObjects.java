package com.orgscope.sources.entra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A directory as Graph shows it: people, groups that may be in groups, enterprise applications with
 * who was given them, and licences. What may not be read of a member is left out without a word.
 */
public final class GraphObjects {
  static final String GIVEN = "2026-01-05T09:00:00Z";
  private static final int PAGE = 2;
  private static final Pattern PLACE =
      Pattern.compile(
          "/v1\\.0/(servicePrincipals|groups|users|subscribedSkus)(?:/([^/]+))?(?:\\(appId='(.*)'\\))?(?:/(\\w+))?");

  private final Map<String, String> applications = new LinkedHashMap<>();
  private final Map<String, List<String>> assigned = new LinkedHashMap<>();
  private final Map<String, String> people = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private final Map<String, List<String>> licences = new LinkedHashMap<>();
  private @Nullable String refused;
  private boolean namesHidden;

  /** What it answers. */
  record Said(int status, String list, @Nullable String next) {
    String body(String place) {
      return next == null
          ? list
          : list.substring(0, list.length() - 1)
              + ",\"@odata.nextLink\":\"%s?$skiptoken=%s\"}".formatted(place, next);
    }
  }

  static boolean answers(String path) {
    return PLACE.matcher(path).matches();
  }

  public synchronized void application(String id, String name) {
    applications.put(id, name);
    assigned.put(id, new ArrayList<>());
  }

  /** Gives an application to somebody, who is in the directory from now on. */
  public synchronized void give(String application, String login) {
    person(login);
    assign(application, "User", id(login), GIVEN);
  }

  synchronized void person(String login) {
    people.put(id(login), login);
  }

  static String id(String login) {
    return "u-" + Integer.toHexString(login.hashCode());
  }

  public synchronized void assign(String application, String kind, String principal, String since) {
    assigned
        .computeIfAbsent(application, none -> new ArrayList<>())
        .add(
            """
            {"principalType":"%s","principalId":"%s","createdDateTime":"%s",
            "principalDisplayName":"Somebody"}\
            """
                .formatted(kind, principal, since)
                .replace("\n", ""));
  }

  /** Adds to a group; another group by its id. */
  public synchronized void join(String group, String... members) {
    List<String> all = groups.computeIfAbsent(group, none -> new ArrayList<>());
    for (String member : members) {
      if (member.contains("@")) {
        person(member);
      }
      all.add(member);
    }
  }

  synchronized void license(String licence, String login) {
    person(login);
    licences.computeIfAbsent(licence, none -> new ArrayList<>()).add(id(login));
  }

  /** Whoever asks may see nothing any more. */
  public void refuse() {
    refuse("");
  }

  /** Whoever asks may not see one kind of thing any more. */
  synchronized void refuse(String kind) {
    refused = kind;
  }

  synchronized void hideNames() {
    namesHidden = true;
  }

  synchronized Said answer(String path, Map<String, String> query) {
    Matcher place = PLACE.matcher(path);
    if (!place.matches()) {
      return new Said(404, "{}", null);
    }
    String kind = place.group(1);
    if (refused != null && (refused.isEmpty() || refused.equals(kind))) {
      return new Said(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\"}}", null);
    }
    return switch (kind) {
      case "servicePrincipals" -> applications(place, query);
      case "groups" -> members(String.valueOf(place.group(2)), query);
      case "users" -> people(query);
      default ->
          page(
              licences.keySet().stream()
                  .map(name ->
                      "{\"skuId\":\"%s\",\"skuPartNumber\":\"%s\"}".formatted(sku(name), name))
                  .toList(),
              query);
    };
  }

  static String sku(String licence) {
    return "5ku-" + licence.length();
  }

  private Said applications(Matcher place, Map<String, String> query) {
    String id = place.group(2);
    if (place.group(3) != null) {
      id =
          applications.containsKey(place.group(3) + "-object")
              ? place.group(3) + "-object"
              : "none";
    }
    if (id == null) {
      String wanted = query.getOrDefault("$filter", "").replace("displayName eq ", "");
      String name = wanted.substring(1, wanted.length() - 1);
      if (name.replace("''", "").contains("'")) {
        return new Said(400, "{}", null);
      }
      return page(
          applications.entrySet().stream()
              .filter(one -> one.getValue().equals(name.replace("''", "'")))
              .map(one -> "{\"id\":\"" + one.getKey() + "\"}")
              .toList(),
          query);
    }
    if (!applications.containsKey(id)) {
      return new Said(404, "{\"error\":{\"code\":\"Request_ResourceNotFound\"}}", null);
    }
    return place.group(4) == null
        ? new Said(200, "{\"id\":\"" + id + "\"}", null)
        : page(assigned.getOrDefault(id, List.of()), query);
  }

  private Said members(String group, Map<String, String> query) {
    if (!groups.containsKey(group)) {
      return new Said(404, "{}", null);
    }
    return page(
        groups.getOrDefault(group, List.of()).stream()
            .map(member ->
                member.contains("@")
                    ? person("\"@odata.type\":\"#microsoft.graph.user\",", id(member))
                    : "{\"@odata.type\":\"#microsoft.graph.group\",\"id\":\"" + member + "\"}")
            .toList(),
        query);
  }

  private String person(String begin, String id) {
    String login = people.get(id);
    return namesHidden
        ? "{%s\"id\":\"%s\",\"userPrincipalName\":null}".formatted(begin, id)
        : "{%s\"id\":\"%s\",\"userPrincipalName\":\"%s\",\"mail\":\"m-%s\"}"
            .formatted(begin, id, login, login);
  }

  private Said people(Map<String, String> query) {
    String filter = query.getOrDefault("$filter", query.getOrDefault("$skiptoken", ""));
    List<String> some =
        licences.entrySet().stream()
            .filter(one -> filter.contains("eq " + sku(one.getKey()) + ")"))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElse(List.copyOf(people.keySet()));
    Said page = page(some.stream().map(id -> person("", id)).toList(), query);
    // As the real one the link goes on with the question that was asked.
    String asked = filter.contains("~") ? filter.substring(filter.indexOf('~')) : "~" + filter;
    return page.next() == null
        ? page
        : new Said(page.status(), page.list(), page.next() + asked.replace(" ", "%20"));
  }

  private static Said page(List<String> all, Map<String, String> query) {
    String place = query.getOrDefault("$skiptoken", "0");
    int from =
        Integer.parseInt(place.contains("~") ? place.substring(0, place.indexOf('~')) : place);
    int to = Math.min(from + PAGE, all.size());
    return new Said(
        200,
        "{\"value\":"
            + all.subList(from, to).stream().collect(Collectors.joining(",", "[", "]"))
            + "}",
        to < all.size() ? String.valueOf(to) : null);
  }
}
