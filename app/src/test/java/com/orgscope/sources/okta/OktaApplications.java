package com.orgscope.sources.okta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Okta's applications and their users, as its reference has them: a search looks at how a label
 * begins, a page has a few and says where the next is.
 */
public final class OktaApplications {
  private static final int PAGE = 2;
  private static final String PLACE = "/api/v1/apps";

  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, List<String>> users = new LinkedHashMap<>();
  private boolean refused;

  /** What it answers, and where the next page is. */
  record Said(int status, String body, @Nullable String next) {}

  static boolean answers(String path) {
    return path.startsWith(PLACE);
  }

  public synchronized void add(String id, String label) {
    labels.put(id, label);
    users.put(id, new ArrayList<>());
  }

  /** Gives an application to somebody. */
  public void give(String application, String login) {
    give(application, login, "ACTIVE", "2026-01-05T09:00:00.000Z", "2026-01-05T09:00:00.000Z");
  }

  public synchronized void give(
      String application, String login, String status, String created, String changed) {
    users
        .computeIfAbsent(application, none -> new ArrayList<>())
        .add(
            """
            {"id":"00u%s","scope":"GROUP","status":"%s","created":"%s","statusChanged":"%s",
            "credentials":{"userName":"in-app-%s"},"profile":{"email":"x-%s"},
            "_embedded":{"user":{"id":"00u","profile":{"login":"%s","email":"m-%s"}}}}\
            """
                .formatted(
                    Integer.toHexString(login.hashCode()),
                    status,
                    created,
                    changed,
                    login,
                    login,
                    login,
                    login)
                .replace("\n", ""));
  }

  synchronized void giveAs(String application, String user) {
    users.computeIfAbsent(application, none -> new ArrayList<>()).add(user);
  }

  public synchronized void takeAll(String application) {
    users.put(application, new ArrayList<>());
  }

  /** Whoever asks may not see them from now on. */
  public synchronized void refuse() {
    refused = true;
  }

  synchronized boolean refused() {
    return refused;
  }

  synchronized Said answer(String path, Map<String, String> query) {
    if (refused) {
      return new Said(403, "{\"errorCode\":\"E0000006\"}", null);
    }
    if (path.equals(PLACE)) {
      String begin = query.getOrDefault("q", "").toLowerCase(Locale.ROOT);
      return page(
          labels.entrySet().stream()
              .filter(one -> one.getValue().toLowerCase(Locale.ROOT).startsWith(begin))
              .map(
                  one -> "{\"id\":\"%s\",\"label\":\"%s\"}".formatted(one.getKey(), one.getValue()))
              .toList(),
          query);
    }
    String id = path.substring(PLACE.length() + 1).replace("/users", "");
    if (!labels.containsKey(id)) {
      return new Said(404, "{\"errorCode\":\"E0000007\"}", null);
    }
    return path.endsWith("/users")
        ? page(users.getOrDefault(id, List.of()), query)
        : new Said(200, "{\"id\":\"" + id + "\"}", null);
  }

  private static Said page(List<String> all, Map<String, String> query) {
    int from = Integer.parseInt(query.getOrDefault("after", "0"));
    int to = Math.min(from + PAGE, all.size());
    return new Said(
        200,
        all.subList(from, to).stream().collect(Collectors.joining(",", "[", "]")),
        to < all.size() ? String.valueOf(to) : null);
  }
}
