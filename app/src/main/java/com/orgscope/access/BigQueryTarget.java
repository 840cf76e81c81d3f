package com.orgscope.access;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where BigQuery has the lake's tables, and who asks there in which role.
 *
 * @param grantees by role the groups and domains whose people have it, such as {@code
 *     group:managers@example.com}; a single person's address is refused, since it would stand in
 *     the policies in the clear
 * @param engine the service account that the product itself works as
 * @param threshold of how many people at least a row of a threshold view is
 */
public record BigQueryTarget(
    String project,
    String dataset,
    Map<Role, List<String>> grantees,
    String engine,
    int threshold) {
  private static final Pattern PROJECT =
      Pattern.compile("(?:[a-z0-9.-]{1,60}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9_]{1,1000}");
  private static final String HOST = "[a-z0-9-]+(?:\\.[a-z0-9-]+)+";
  private static final Pattern GRANTEE =
      Pattern.compile("(?:group|serviceAccount):[a-z0-9._+-]+@" + HOST + "|domain:" + HOST);

  public BigQueryTarget {
    require(PROJECT, project, "no project of Google Cloud");
    require(DATASET, dataset, "no data set of BigQuery: it has letters, digits and _");
    require(GRANTEE, engine, "no service account: write serviceAccount:NAME@PROJECT.example");
    Map<Role, List<String>> copy = new TreeMap<>();
    grantees.forEach((role, names) -> {
      RowPolicy policy = RowPolicy.of(role);
      if (role == Role.SYSTEM) {
        throw Failure.operator("nobody asks as the product itself; name its service account apart");
      }
      if (policy.rows() == RowPolicy.Rows.NOBODY) {
        throw Failure.operator(
            role.name().toLowerCase(Locale.ROOT)
                + " has no rows to be granted: "
                + policy.reason());
      }
      names.forEach(
          name -> require(GRANTEE, name, "nobody to grant to: write group:ADDRESS or domain:NAME"));
      copy.put(role, List.copyOf(names));
    });
    if (copy.isEmpty()) {
      throw Failure.operator("nobody is named who may ask: grant a role to a group or a domain");
    }
    grantees = copy;
  }

  private static void require(Pattern shape, String value, String what) {
    if (!shape.matcher(value).matches()) {
      throw Failure.operator("'" + value + "' is " + what);
    }
  }
}
