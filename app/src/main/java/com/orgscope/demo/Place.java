package com.orgscope.demo;

import com.orgscope.table.Table;
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
    return Table.read(Place.class, "places.tsv").rows().stream()
        .map(c ->
            new Place(
                c.get(0),
                c.get(1),
                c.get(2),
                c.get(3),
                ZoneId.of(c.get(4)),
                c.get(5),
                c.get(6),
                c.get(7)))
        .toList();
  }
}
