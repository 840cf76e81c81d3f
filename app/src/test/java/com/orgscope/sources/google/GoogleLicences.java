package com.orgscope.sources.google;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Google's licences, SKU by SKU of a product; an empty page has no list at all. */
public final class GoogleLicences {
  public static final String CUSTOMER = "C01example";
  private static final int PAGE = 2;
  private static final String PLACE = "/apps/licensing/v1/product/";

  private final Map<String, List<String>> skus = new LinkedHashMap<>();
  private boolean refused;

  /** What it answers. */
  record Said(int status, String body) {}

  static boolean answers(String path) {
    return path.startsWith(PLACE);
  }

  /**
   * Gives a licence.
   *
   * @param sku as "product/sku"
   */
  public synchronized void give(String sku, String login) {
    skus.computeIfAbsent(sku, none -> new ArrayList<>()).add(login);
  }

  /** Whoever asks may not see them from now on. */
  public synchronized void refuse() {
    refused = true;
  }

  synchronized Said answer(String path, Map<String, String> query) {
    if (refused) {
      return new Said(403, "{\"error\":{\"code\":403,\"message\":\"Forbidden\"}}");
    }
    if (!CUSTOMER.equals(query.get("customerId")) || !query.containsKey("maxResults")) {
      return new Said(400, "{\"error\":{\"code\":400}}");
    }
    String wanted = path.substring(PLACE.length()).replace("/users", "").replace("/sku/", "/");
    List<String> items =
        skus.entrySet().stream()
            .filter(one -> (one.getKey() + "/").startsWith(wanted + "/"))
            .flatMap(one -> one.getValue().stream())
            .map(login -> "{\"kind\":\"licensing#licenseAssignment\",\"userId\":\"" + login + "\"}")
            .toList();
    if (items.isEmpty()) {
      return new Said(404, "{\"error\":{\"code\":404}}");
    }
    int from = Integer.parseInt(query.getOrDefault("pageToken", "0"));
    int to = Math.min(from + PAGE, items.size());
    return new Said(
        200,
        "{\"kind\":\"licensing#licenseAssignmentList\",\"items\":"
            + items.subList(from, to).stream().collect(Collectors.joining(",", "[", "]"))
            + (to < items.size() ? ",\"nextPageToken\":\"" + to + "\"" : "")
            + "}");
  }
}
