package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A question to the lake: a {@code .sql} resource beside a class of the room that asks. The text
 * reads {@code {sso_events}} or {@code {app_usage_daily}} where a table stands, and takes values as
 * {@code $name}. There is no other way to put SQL to the lake.
 *
 * @param room a class of the asking room, beside which the resource lies
 * @param name file name without {@code .sql}
 */
public record NamedQuery(Class<?> room, String name) {

  String text() {
    String resource = name + ".sql";
    try (InputStream in = room.getResourceAsStream(resource)) {
      if (in == null) {
        throw Failure.bug("no resource " + resource + " beside " + room.getName(), null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.bug("cannot read " + resource, e);
    }
  }

  @Override
  public String toString() {
    return room.getPackageName() + "/" + name;
  }
}
