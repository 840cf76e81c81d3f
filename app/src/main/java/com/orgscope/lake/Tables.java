package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Region;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.state.Residency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the Iceberg tables, and creates them on the first day. */
@Component
final class Tables {
  /** Trino's catalog must carry the same name. */
  private static final String CATALOG = "orgscope";

  private static final Namespace NAMESPACE = Namespace.of("orgscope");

  /**
   * Format 3 has deletion vectors. Manifests are not merged by writers, who would mix the tenants
   * in them; maintenance puts together those of one tenant.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.FORMAT_VERSION, "3",
          TableProperties.COMMIT_NUM_RETRIES, "50",
          TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "10",
          TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "500",
          TableProperties.MANIFEST_MERGE_ENABLED, "false",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20",
          TableProperties.PARQUET_COMPRESSION, "zstd");

  /** A table's property: the region that its files are in. */
  private static final String REGION = "orgscope.residency.region";

  private final Database database;
  private final Residency residency;
  private final LocalFiles files;
  private final Map<LakeTable, TableOperations> reading = new EnumMap<>(LakeTable.class);
  private @Nullable Catalog catalog;

  Tables(Database database, Home home, Residency residency) {
    this.database = database;
    this.residency = residency;
    this.files = new LocalFiles(home.resolve("lake"));
  }

  LocalFiles files() {
    return files;
  }

  /**
   * The table as it stands now, for reading. While nobody commits, it costs one short query: the
   * metadata is not read again.
   */
  synchronized BaseTable view(LakeTable table) {
    TableOperations followed =
        reading.computeIfAbsent(table, t -> Database.as(Login.WORKER, () -> load(t).operations()));
    return new BaseTable(
        new StaticTableOperations(followed.refresh(), files), TableShape.of(table).name());
  }

  /** The table as it stands now, for one write; the object is not to be shared. */
  BaseTable load(LakeTable table) {
    TableShape shape = TableShape.of(table);
    TableIdentifier id = TableIdentifier.of(NAMESPACE, shape.name());
    Catalog open = catalog();
    try {
      return upToDate((BaseTable) open.loadTable(id), shape, () -> (BaseTable) open.loadTable(id));
    } catch (NoSuchTableException e) {
      return upToDate(create(open, id, shape), shape, () -> (BaseTable) open.loadTable(id));
    }
  }

  /** How the table keeps rows by month; by day is its default, in which rows arrive. */
  static PartitionSpec byMonth(BaseTable table) {
    return table.specs().values().stream()
        .filter(Partition::isByMonth)
        .findFirst()
        .orElseThrow(() -> Failure.bug(table.name() + " has no partitions by month", null));
  }

  /**
   * Gives a table what it lacks: later columns, partitions by month beside those by day, and our
   * properties.
   */
  private BaseTable upToDate(BaseTable table, TableShape shape, Supplier<BaseTable> again) {
    String region = table.properties().get(REGION);
    if (region != null) {
      residency.require(Region.valueOf(region), "the lake in " + files.path(table.location()));
    }
    boolean byMonth = table.specs().values().stream().anyMatch(Partition::isByMonth);
    List<Types.NestedField> later = shape.columnsAfter(table.schema());
    if (byMonth
        && later.isEmpty()
        && table.properties().entrySet().containsAll(properties().entrySet())) {
      return table;
    }
    try {
      if (!later.isEmpty()) {
        // Iceberg numbers them on from the last, as TableShape does.
        UpdateSchema columns = table.updateSchema();
        later.forEach(column -> columns.addColumn(column.name(), column.type()));
        columns.commit();
      }
      if (!byMonth) {
        table
            .updateSpec()
            .removeField("day")
            .addField(Expressions.month("day"))
            .addNonDefaultSpec()
            .commit();
      }
      UpdateProperties properties = table.updateProperties();
      properties().forEach(properties::set);
      properties.commit();
      return again.get();
    } catch (CommitFailedException e) {
      // Another process was faster, with the same.
      return upToDate(again.get(), shape, again);
    }
  }

  /** Ours, and where the files are, if this installation is bound to a region. */
  private Map<String, String> properties() {
    Map<String, String> all = new TreeMap<>(PROPERTIES);
    if (residency.region() != null) {
      all.put(REGION, residency.region().name());
    }
    return all;
  }

  private BaseTable create(Catalog catalog, TableIdentifier id, TableShape shape) {
    if (catalog instanceof SupportsNamespaces spaces) {
      createNamespace(spaces);
    }
    try {
      return (BaseTable)
          catalog
              .buildTable(id, shape.schema())
              .withPartitionSpec(shape.partitions())
              .withSortOrder(shape.order())
              .withLocation(LocalFiles.location(shape.name()))
              .withProperties(properties())
              .create();
    } catch (RuntimeException e) {
      // Another process may have been first; PostgreSQL's refusal has no type of its own here.
      try {
        return (BaseTable) catalog.loadTable(id);
      } catch (RuntimeException still) {
        e.addSuppressed(still);
        throw Failure.bug("cannot create table " + id, e);
      }
    }
  }

  /** Two tables' first writers may both want it; the one that is too late finds it there. */
  private static void createNamespace(SupportsNamespaces spaces) {
    if (spaces.namespaceExists(NAMESPACE)) {
      return;
    }
    try {
      spaces.createNamespace(NAMESPACE, Map.of("location", LocalFiles.location("")));
    } catch (RuntimeException e) {
      if (!spaces.namespaceExists(NAMESPACE)) {
        throw Failure.bug("cannot create namespace " + NAMESPACE, e);
      }
    }
  }

  private synchronized Catalog catalog() {
    Catalog open = catalog;
    if (open == null) {
      Map<String, String> properties = new HashMap<>();
      properties.put("uri", "jdbc:postgresql:");
      properties.put("warehouse", LocalFiles.location(""));
      properties.put("jdbc.schema-version", "V1");
      JdbcCatalog jdbc =
          new JdbcCatalog(ignored -> files, ignored -> new CatalogConnections(database), false);
      jdbc.initialize(CATALOG, properties);
      open = jdbc;
      catalog = open;
    }
    return open;
  }
}
