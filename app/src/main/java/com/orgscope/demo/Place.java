package com.orgscope.demo;

import java.time.ZoneId;
import java.util.List;

/** A town with an office, as providers' geolocation would name it. */
record Place(
    String city,
    String state,
    String country,
    String iso,
    ZoneId zone,
    String latitude,
    String longitude,
    String postalCode) {
  static List<Place> all() {
    return Tables.rows("places.tsv", 8).stream()
        .map(c -> new Place(c[0], c[1], c[2], c[3], ZoneId.of(c[4]), c[5], c[6], c[7]))
        .toList();
  }
}
