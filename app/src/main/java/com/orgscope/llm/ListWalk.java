package com.orgscope.llm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The way through a provider's list of batches, from page to page: each leads to a place not seen
 * before, or the list cannot be read to its end. Then nobody may say that a batch is not in it.
 */
public final class ListWalk {
  private static final int MOST_PAGES = 10;

  private final Set<String> places = new HashSet<>();

  /**
   * Where the list goes on behind a page that says it is not the last, ready for an address; null
   * if it leads nowhere, back, or too far.
   */
  public @Nullable String behind(JsonNode page) {
    String last = page.path("last_id").asString("");
    return last.isBlank() || !places.add(last) || places.size() >= MOST_PAGES
        ? null
        : URLEncoder.encode(last, StandardCharsets.UTF_8);
  }
}
