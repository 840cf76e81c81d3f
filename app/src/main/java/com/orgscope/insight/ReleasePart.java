package com.orgscope.insight;

import com.orgscope.access.GrantedUnits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a release, as executives read it, and managers what is of their unit.
 *
 * @param place in the document, with slashes between; empty for all that is of the whole company
 * @param department null of all
 * @param category null of all
 * @param json as it stands there
 */
record ReleasePart(
    String place, @Nullable String department, @Nullable String category, String json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The release that these make, without what is of units that were not granted: the database
   * leaves these out as well.
   *
   * @return empty without what is of the whole company
   */
  static Optional<Release> together(List<ReleasePart> parts, GrantedUnits units) {
    if (parts.isEmpty() || !parts.getFirst().place().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode whole = (ObjectNode) JSON.readTree(parts.getFirst().json());
    parts.stream()
        .skip(1)
        .filter(part -> units.hold(part.department(), part.category()))
        .forEach(part -> part.putInto(whole));
    return Optional.of(JSON.treeToValue(whole, Release.class));
  }

  /** Of a part that is a cell of a department's people of one kind of work. */
  ReleaseCell cell() {
    return JSON.treeToValue(JSON.readTree(json), ReleaseCell.class);
  }

  private void putInto(ObjectNode whole) {
    JsonNode entry = JSON.readTree(json);
    int last = place.lastIndexOf('/');
    if (whole.at("/" + place) instanceof ArrayNode list) {
      list.add(entry);
    } else if (whole.at(last < 0 ? "" : "/" + place.substring(0, last)) instanceof ObjectNode in) {
      in.set(place.substring(last + 1), entry);
    }
  }
}
