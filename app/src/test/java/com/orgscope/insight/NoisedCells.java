package com.orgscope.insight;

import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of a stored release is noised or made of what was noised, and what stands beside it. */
public final class NoisedCells {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** docs/release.md lists what each is made of. */
  static final Set<String> NOISED =
      Set.of("cells", "withheld", "causes", "recommendation", "levels", "use", "quarter");

  /** Told to IT/Security alone. */
  static final Set<String> OF_IT = Set.of("models");

  private NoisedCells() {}

  /** All of the only release that no noise is in, and that others than IT are told. */
  public static Map<String, String> beside(Database database, TenantId tenant) {
    ObjectNode release = stored(database, tenant);
    Map<String, String> beside = new TreeMap<>();
    release
        .properties()
        .forEach(field -> {
          if (!NOISED.contains(field.getKey()) && !OF_IT.contains(field.getKey())) {
            beside.put(field.getKey(), field.getValue().toString());
          }
        });
    JsonNode quarter = release.path("quarter");
    beside.put("quarter", quarter.path("quarter").toString() + quarter.path("window"));
    beside.put("functions", release.path("use").findValuesAsString("function").toString());
    beside.put("roles", quarter.path("roles").findValuesAsString("category").toString());
    beside.put("causes", quarter.path("causes").findValuesAsString("cause").toString());
    return beside;
  }

  /** What the noise gave, as it is stored. */
  public static Map<String, String> noised(Database database, TenantId tenant) {
    ObjectNode release = stored(database, tenant);
    Map<String, String> noised = new TreeMap<>();
    NOISED.forEach(name -> noised.put(name, release.path(name).toString()));
    return noised;
  }

  /** As if the noise had given both the same: one's noised cells take the place of the other's. */
  public static void copy(Database database, TenantId from, TenantId to) {
    ObjectNode source = stored(database, from);
    ObjectNode target = stored(database, to);
    NOISED.forEach(name -> target.set(name, source.path(name)));
    try (Connection owner = TestDatabase.asOwner(database);
        PreparedStatement update =
            owner.prepareStatement(
                "UPDATE insight.release SET document = ?::jsonb WHERE tenant = ?")) {
      update.setString(1, target.toString());
      update.setString(2, to.value());
      if (update.executeUpdate() != 1) {
        throw new AssertionError("not one release of " + to);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode stored(Database database, TenantId tenant) {
    try (Connection owner = TestDatabase.asOwner(database);
        PreparedStatement read =
            owner.prepareStatement("SELECT document FROM insight.release WHERE tenant = ?")) {
      read.setString(1, tenant.value());
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return (ObjectNode) JSON.readTree(row.getString(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
