package com.orgscope.access;

import com.orgscope.directory.Tenant;
import com.orgscope.kernel.Role;
import com.orgscope.lake.LakeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The row policies of one tenant as BigQuery's statements, compiled from {@link RowPolicy}: what
 * each role's people see of the lake's tables, of the table of grants, and by views. Several
 * policies of a table add up, so each says all of itself, the tenant first.
 */
final class BigQueryPolicies {
  static final String GRANTS = "viewer_grants";

  private final Tenant tenant;
  private final BigQueryTarget target;
  private final ViewerDigest digest;

  BigQueryPolicies(Tenant tenant, BigQueryTarget target, ViewerDigest digest) {
    this.tenant = tenant;
    this.target = target;
    this.digest = digest;
  }

  /**
   * One policy of a table.
   *
   * @param filter true of the rows it shows
   */
  record RowAccess(String table, String name, List<String> grantees, String filter) {
    /** Is changed in place: a table that lost its last policy would be open to all its readers. */
    String statement(BigQueryTarget target) {
      return """
      CREATE OR REPLACE ROW ACCESS POLICY %s
      ON %s
      GRANT TO (%s)
      FILTER USING (%s)\
      """
          .formatted(
              name,
              GoogleSql.path(target.project(), target.dataset(), table),
              GoogleSql.texts(grantees),
              filter);
    }
  }

  /** In the order in which they are to be run. */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    statements.add(grantsTable(GRANTS));
    statements.add(grantsTable(incoming()));
    policies().forEach(policy -> statements.add(policy.statement(target)));
    statements.addAll(load());
    statements.addAll(views());
    return statements;
  }

  /** Of every table, of the grants first. */
  List<RowAccess> policies() {
    List<RowAccess> policies = new ArrayList<>();
    for (String table : List.of(GRANTS, incoming())) {
      policies.add(engine(table));
    }
    List<String> viewers =
        List.copyOf(
            target.grantees().keySet().stream()
                .filter(role -> !RowPolicy.of(role).rows().ties().isEmpty())
                .flatMap(role -> grantees(role).stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    if (!viewers.isEmpty()) {
      policies.add(new RowAccess(GRANTS, name("viewer"), viewers, ownGrants()));
    }
    for (LakeTable table : LakeTable.values()) {
      policies.add(engine(table.sqlName()));
      for (Role role : target.grantees().keySet()) {
        String filter = filter(role, table);
        if (filter != null) {
          policies.add(new RowAccess(table.sqlName(), name(small(role)), grantees(role), filter));
        }
      }
    }
    return policies;
  }

  /** All rows of all tenants: it writes them, and BigQuery lets nobody else do so. */
  private RowAccess engine(String table) {
    return new RowAccess(table, name("engine"), List.of(target.engine()), "TRUE");
  }

  /** What a role's people see of a table; null where that is nothing. */
  private @Nullable String filter(Role role, LakeTable table) {
    List<RowPolicy.Tie> ties = RowPolicy.of(role).rows().ties();
    if (ties.isEmpty()) {
      return ofTenant();
    }
    return table.namesPeople() ? ofTenant() + "\n  AND " + granted(ties) : null;
  }

  private String ofTenant() {
    return "tenant = " + GoogleSql.text(tenant.id().value());
  }

  private String ownGrants() {
    return ofTenant() + "\n  AND viewer = " + digest.expression();
  }

  /** That the row's actor is the asker's by one of these ties, today. */
  private String granted(List<RowPolicy.Tie> ties) {
    return """
    actor IN (
        SELECT g.actor FROM %s AS g
        WHERE g.tenant = %s
          AND g.viewer = %s
          AND g.because IN (%s)
          AND g.valid_from <= %s
          AND g.valid_until > %s)\
    """
        .formatted(
            table(GRANTS),
            GoogleSql.text(tenant.id().value()),
            digest.expression(),
            GoogleSql.texts(ties.stream().map(RowPolicy.Tie::name).toList()),
            today(),
            today());
  }

  private String today() {
    String zone = tenant.zone().getId();
    return "CURRENT_DATE(" + GoogleSql.text(zone.equals("Z") ? "UTC" : zone) + ")";
  }

  private String grantsTable(String name) {
    return """
    CREATE TABLE IF NOT EXISTS %s (
      tenant STRING NOT NULL,
      viewer BYTES NOT NULL,
      because STRING NOT NULL,
      actor BYTES NOT NULL,
      valid_from DATE NOT NULL,
      valid_until DATE NOT NULL)
    PARTITION BY valid_until
    CLUSTER BY tenant, viewer
    OPTIONS (partition_expiration_days = 1)\
    """
        .formatted(table(name));
  }

  /** What was loaded takes the place of what was, all at once. */
  private List<String> load() {
    return List.of(
        "BEGIN TRANSACTION",
        "DELETE FROM %s WHERE %s".formatted(table(GRANTS), ofTenant()),
        """
        INSERT INTO %s (tenant, viewer, because, actor, valid_from, valid_until)
        SELECT tenant, viewer, because, actor, valid_from, valid_until FROM %s
        WHERE %s\
        """
            .formatted(table(GRANTS), table(incoming()), ofTenant()),
        "COMMIT TRANSACTION");
  }

  private List<String> views() {
    List<String> views = new ArrayList<>();
    views.add(
        "CREATE SCHEMA IF NOT EXISTS %s OPTIONS (location = %s)"
            .formatted(
                GoogleSql.path(target.project(), viewsDataset()),
                GoogleSql.text(tenant.region().name())));
    for (Role role : target.grantees().keySet()) {
      String view =
          GoogleSql.path(target.project(), viewsDataset(), "usage_of_" + suffix(small(role)));
      views.add(usageView(view, role));
      views.add(readable(view, role));
    }
    for (Role role : target.grantees().keySet()) {
      if (RowPolicy.of(role).rows() == RowPolicy.Rows.EVERYBODY) {
        views.addAll(thresholdViews(role));
      }
    }
    return views;
  }

  /** The same rows without a right to read the table, and no more columns than pages show. */
  private String usageView(String view, Role role) {
    return """
    CREATE OR REPLACE VIEW %s AS
    SELECT day, actor, app, accesses, active_slots FROM %s
    WHERE %s\
    """
        .formatted(
            view,
            table(LakeTable.APP_USAGE_DAILY.sqlName()),
            filter(role, LakeTable.APP_USAGE_DAILY));
  }

  private String readable(String view, Role role) {
    return "GRANT `roles/bigquery.dataViewer` ON VIEW %s TO %s"
        .formatted(
            view, grantees(role).stream().map(GoogleSql::text).collect(Collectors.joining(", ")));
  }

  /** Figures of groups only. Exact they are all the same, so not for who gets noised ones. */
  private List<String> thresholdViews(Role role) {
    List<String> views = new ArrayList<>();
    for (LakeTable table : LakeTable.values()) {
      if (table.namesPeople()) {
        String view =
            GoogleSql.path(
                target.project(),
                viewsDataset(),
                "groups_of_" + table.sqlName() + "_" + suffix(""));
        views.add(
            """
            CREATE OR REPLACE VIEW %s AS
            SELECT WITH AGGREGATION_THRESHOLD
              OPTIONS (threshold = %d, privacy_unit_column = actor)
              DATE_TRUNC(day, MONTH) AS month, app, COUNT(*) AS lines
            FROM %s
            WHERE %s
            GROUP BY month, app\
            """
                .formatted(view, target.threshold(), table(table.sqlName()), ofTenant()));
        views.add(readable(view, role));
      }
    }
    return views;
  }

  private String table(String name) {
    return GoogleSql.path(target.project(), target.dataset(), name);
  }

  private String viewsDataset() {
    return target.dataset() + "_views";
  }

  private String incoming() {
    return GRANTS + "_incoming_" + suffix("");
  }

  private String name(String what) {
    return "orgscope_" + suffix(what);
  }

  /** A tenant's id has hyphens and no underscore, so no two become the same. */
  private String suffix(String what) {
    String id = tenant.id().value().replace('-', '_');
    return what.isEmpty() ? id : what + "_" + id;
  }

  private List<String> grantees(Role role) {
    return target.grantees().getOrDefault(role, List.of());
  }

  private static String small(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
