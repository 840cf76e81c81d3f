package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home whose daily figures were made before signing in was measured. */
@Tag("slow")
class LaterColumnsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final int COLUMNS_THEN = 12;
  private static final LocalDate OLD_DAY = LocalDate.parse("2026-03-01");

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private LakeContext shop;
  private Lake lake;

  @BeforeEach
  void homeMadeBefore() throws SQLException {
    shop =
        TestLake.shop(
            database,
            home,
            InstantSource.fixed(Instant.parse("2026-04-20T12:00:00Z")),
            LakeListener.NONE);
    tableOfThen();
    lake = TestLake.open(database, home);
  }

  @Test
  void what_was_not_measured_is_read_as_such_beside_what_was() {
    assertThat(measured()).containsExactly("2026-03-01 Mail 7 accesses, not measured");
    newDay();
    assertThat(measured())
        .containsExactly(
            "2026-03-01 Mail 7 accesses, not measured", "2026-03-02 Code 1 accesses, 0");
  }

  @Test
  void it_is_still_not_measured_when_files_have_been_put_together() {
    newDay();
    new Maintenance(shop).maintain(List.of(ACME));
    assertThat(measured())
        .containsExactly(
            "2026-03-01 Mail 7 accesses, not measured", "2026-03-02 Code 1 accesses, 0");
  }

  @Test
  void somebody_erased_is_gone_from_old_files_and_new() {
    newDay();
    lake.erase(ACME, Set.of(Events.person(1)));
    assertThat(measured()).isEmpty();
  }

  private void newDay() {
    lake.append(ACME, Events.batch(Events.visit(1, "2026-03-02T10:00:00Z", 1, "Code")), Map.of());
    lake.derive(
        ACME,
        LakeTable.APP_USAGE_DAILY,
        new TreeSet<>(lake.dueDays(ACME)),
        new NamedQuery(DerivationTest.class, "daily"),
        Map.of());
  }

  private List<String> measured() {
    return lake.ask(
        new NamedQuery(LaterColumnsTest.class, "measured"),
        Scope.everybody(ACME),
        new TimeWindow(OLD_DAY, OLD_DAY.plusDays(10)),
        Map.of(),
        row -> row.getString("line"));
  }

  /** As it was made and written then, with one row. */
  private void tableOfThen() throws SQLException {
    TableShape now = TableShape.of(LakeTable.APP_USAGE_DAILY);
    TableShape then =
        new TableShape(now.name(), new Schema(now.schema().columns().subList(0, COLUMNS_THEN)));
    LocalFiles files = new LocalFiles(new Home(home).resolve("lake"));
    BaseTable table =
        (BaseTable)
            catalog(files)
                .buildTable(
                    TableIdentifier.of(Namespace.of("orgscope"), then.name()), then.schema())
                .withPartitionSpec(then.partitions())
                .withSortOrder(then.order())
                .withLocation(LocalFiles.location(then.name()))
                .withProperty("format-version", "3")
                .create();
    try (DuckDBConnection connection = shop.engine().connect()) {
      table
          .newAppend()
          .appendFile(
              new ParquetWriter(then, files, ParquetWriter.QUICK)
                  .write(
                      connection,
                      Partition.day(table.spec(), ACME, OLD_DAY),
                      "SELECT 'acme' AS tenant, %s AS day, '%s'::UUID AS actor, 'Mail' AS app, 7::BIGINT AS accesses, 1::DOUBLE AS active_slots, 1::BIGINT AS sessions, 0::BIGINT AS switches, 0::BIGINT AS failures, 0::BIGINT AS challenges, NULL::TIMESTAMPTZ AS first_at, NULL::TIMESTAMPTZ AS last_at"
                          .formatted(Literals.of(OLD_DAY), Events.person(1).value())))
          .commit();
    }
  }

  private JdbcCatalog catalog(LocalFiles files) {
    Map<String, String> properties = new HashMap<>();
    properties.put("uri", "jdbc:postgresql:");
    properties.put("warehouse", LocalFiles.location(""));
    properties.put("jdbc.schema-version", "V1");
    JdbcCatalog catalog =
        new JdbcCatalog(ignored -> files, ignored -> new CatalogConnections(database), false);
    catalog.initialize("orgscope", properties);
    catalog.createNamespace(Namespace.of("orgscope"), Map.of("location", LocalFiles.location("")));
    return catalog;
  }
}
