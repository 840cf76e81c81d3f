package com.orgscope.sources;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a log is read that is asked by windows of time.
 *
 * @param tracks one for each reach
 * @param size of the next window; grows over quiet stretches
 */
record WindowCursor(List<Track> tracks, Duration size) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * One reach's passes over the log.
   *
   * @param through everything before it was read by a whole pass
   * @param begun when that pass began: whatever showed up later, it may have missed
   * @param pass the one under way
   */
  record Track(Instant through, Instant begun, @Nullable Pass pass) {}

  /** A pass under way: what is before {@code at} is done. */
  record Pass(Instant at, Instant until, Instant begun) {}

  static WindowCursor beginning(int tracks, Instant since, Instant now, Duration size) {
    List<Track> all = new ArrayList<>();
    all.add(new Track(since, since, null));
    while (all.size() < tracks) {
      all.add(new Track(now, now, null));
    }
    return new WindowCursor(all, size);
  }

  WindowCursor with(int index, Track track) {
    List<Track> changed = new ArrayList<>(tracks);
    changed.set(index, track);
    return new WindowCursor(changed, size);
  }

  WindowCursor sized(Duration next) {
    return new WindowCursor(tracks, next);
  }

  static WindowCursor parse(String text) {
    JsonNode root = JSON.readTree(text);
    List<Track> tracks = new ArrayList<>();
    for (JsonNode track : root.path("tracks")) {
      JsonNode pass = track.path("pass");
      tracks.add(
          new Track(
              at(track, "through"),
              at(track, "begun"),
              pass.isObject()
                  ? new Pass(at(pass, "at"), at(pass, "until"), at(pass, "begun"))
                  : null));
    }
    return new WindowCursor(tracks, Duration.parse(root.path("size").asString()));
  }

  private static Instant at(JsonNode node, String name) {
    return Instant.parse(node.path(name).asString());
  }

  String text() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Track track : tracks) {
      Map<String, Object> one = new java.util.LinkedHashMap<>();
      one.put("through", track.through().toString());
      one.put("begun", track.begun().toString());
      Pass pass = track.pass();
      if (pass != null) {
        one.put(
            "pass",
            Map.of(
                "at", pass.at().toString(),
                "until", pass.until().toString(),
                "begun", pass.begun().toString()));
      }
      all.add(one);
    }
    return JSON.writeValueAsString(Map.of("tracks", all, "size", size.toString()));
  }
}
