package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.duckdb.DuckDBConnection;

/**
 * Puts batches into {@code sso_events}.
 *
 * <p>Files first, then the days' marks in PostgreSQL, then one Iceberg commit of rows and
 * positions. A crash before the commit leaves files that no table knows and marks too many; after
 * it nothing is missing. Writers of one process take turns, those of several race, and Iceberg lets
 * one of them begin again on the other's result.
 */
final class Appends {
  private final LakeContext shop;
  private final Tables tables;

  /** What this process last knew of a position; an absent entry was never looked at. */
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

  Appends(LakeContext shop) {
    this.shop = shop;
    this.tables = shop.tables();
  }

  Optional<String> position(TenantId tenant, String name) {
    String property = property(tenant, name);
    Optional<String> value =
        Optional.ofNullable(tables.view(LakeTable.SSO_EVENTS).properties().get(property));
    known.put(property, value);
    return value;
  }

  void append(TenantId tenant, EventBatch batch, Map<String, String> positions) {
    Map<String, String> moves = new HashMap<>();
    positions.forEach((name, value) -> moves.put(property(tenant, name), value));
    if (batch.size() == 0 && moves.isEmpty()) {
      return;
    }
    if (!known.keySet().containsAll(moves.keySet())) {
      learn(moves);
    }
    Map<String, Optional<String>> expected = new HashMap<>();
    moves.keySet().forEach(p -> expected.put(p, known.getOrDefault(p, Optional.empty())));
    try {
      append(Map.of(tenant, batch), expected, moves);
    } catch (Failure e) {
      moves.keySet().forEach(known::remove);
      throw e;
    }
    moves.forEach(
        (property, value) -> known.put(property, Optional.of(value).filter(v -> !v.isEmpty())));
  }

  /** Where a position stands; what this process knows of it stays as it was. */
  Optional<String> look(LogPosition position) {
    return Optional.ofNullable(
        tables.view(LakeTable.SSO_EVENTS).properties().get(property(position)));
  }

  void append(Map<TenantId, EventBatch> batches, List<PositionChange> moves) {
    Map<String, Optional<String>> expected = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    for (PositionChange move : moves) {
      expected.put(property(move.position()), Optional.ofNullable(move.from()));
      values.put(property(move.position()), move.to());
    }
    append(batches, expected, values);
  }

  private void append(
      Map<TenantId, EventBatch> batches,
      Map<String, Optional<String>> expected,
      Map<String, String> moves) {
    Deadline deadline = shop.deadline();
    List<DataFile> files = new ArrayList<>();
    SortedMap<TenantId, Collection<LocalDate>> touched = new TreeMap<>();
    batches.forEach((tenant, batch) -> {
      if (batch.size() > 0) {
        SortedBatch sorted = SortedBatch.of(batch);
        files.addAll(write(tenant, batch, sorted));
        touched.put(tenant, sorted.touchedDays());
      }
    });
    shop.listener().written();
    if (files.isEmpty()) {
      commit(files, expected, moves, deadline);
    } else {
      shop.dueDays()
          .markAndCommit(
              touched,
              () -> {
                shop.listener().marked();
                commit(files, expected, moves, deadline);
              });
    }
  }

  private void learn(Map<String, String> moves) {
    Map<String, String> now = tables.view(LakeTable.SSO_EVENTS).properties();
    moves.keySet().forEach(p -> known.putIfAbsent(p, Optional.ofNullable(now.get(p))));
  }

  private List<DataFile> write(TenantId tenant, EventBatch batch, SortedBatch sorted) {
    List<DataFile> files = new ArrayList<>();
    if (batch.size() == 0) {
      return files;
    }
    Instant now = shop.clock().instant();
    ParquetWriter writer =
        new ParquetWriter(TableShape.of(LakeTable.SSO_EVENTS), tables.files(), ParquetWriter.QUICK);
    PartitionSpec daily = tables.view(LakeTable.SSO_EVENTS).spec();
    try (DuckDBConnection connection = shop.engine().connect()) {
      DuckDbLoader loader = new DuckDbLoader(connection, batch, sorted);
      loader.load();
      for (SortedBatch.Slice slice : sorted.days()) {
        files.add(
            writer.write(
                connection,
                Partition.day(daily, tenant, slice.day()),
                loader.select(tenant, slice.day(), now)));
      }
      return files;
    } catch (SQLException e) {
      throw Failure.bug("DuckDB cannot write events of " + tenant, e);
    }
  }

  private void commit(
      List<DataFile> files,
      Map<String, Optional<String>> expected,
      Map<String, String> moves,
      Deadline deadline) {
    if (deadline.passed()) {
      drop(files);
      throw deadline.failure();
    }
    BaseTable table = tables.load(LakeTable.SSO_EVENTS);
    Transaction transaction =
        Transactions.newTransaction(
            table.name(),
            new GuardedOperations(table.operations(), parent -> check(parent, expected)));
    if (!files.isEmpty()) {
      AppendFiles append = transaction.newAppend();
      files.forEach(append::appendFile);
      append.commit();
    }
    if (!moves.isEmpty()) {
      UpdateProperties properties = transaction.updateProperties();
      moves.forEach((property, value) -> {
        if (value.isEmpty()) {
          properties.remove(property);
        } else {
          properties.set(property, value);
        }
      });
      properties.commit();
    }
    try {
      transaction.commitTransaction();
    } catch (ValidationException e) {
      drop(files);
      throw Failure.retry("another process has moved a position of this source", e);
    } catch (CommitFailedException e) {
      drop(files);
      throw Failure.retry("too many writers at once", e);
    } catch (UncheckedSQLException | CommitStateUnknownException e) {
      // The files stay: they may be the table's by now.
      throw Failure.retry("nobody knows whether the lake took the events", e);
    }
  }

  private static void check(TableMetadata parent, Map<String, Optional<String>> expected) {
    expected.forEach((property, value) -> {
      Optional<String> found = Optional.ofNullable(parent.property(property, null));
      ValidationException.check(value.equals(found), "%s is %s and not %s", property, found, value);
    });
  }

  private void drop(List<DataFile> files) {
    files.forEach(f -> tables.files().deleteFile(f.location()));
  }

  private static String property(LogPosition position) {
    TenantId tenant = position.tenant();
    // No tenant's id has a slash in it.
    return tenant == null
        ? "orgscope.position./" + position.name()
        : property(tenant, position.name());
  }

  private static String property(TenantId tenant, String name) {
    return "orgscope.position." + tenant + "." + name;
  }
}
