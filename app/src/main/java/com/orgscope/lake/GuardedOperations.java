package com.orgscope.lake;

import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table whose every commit is checked against the very parent it replaces. Iceberg rebases a
 * transaction onto whatever it finds at the moment of commit, properties included, so a check made
 * any earlier proves nothing.
 */
record GuardedOperations(TableOperations inner, Consumer<TableMetadata> check)
    implements TableOperations {

  @Override
  public void commit(TableMetadata parent, TableMetadata updated) {
    check.accept(parent);
    inner.commit(parent, updated);
  }

  @Override
  public TableMetadata current() {
    return inner.current();
  }

  @Override
  public TableMetadata refresh() {
    return inner.refresh();
  }

  @Override
  public FileIO io() {
    return inner.io();
  }

  @Override
  public EncryptionManager encryption() {
    return inner.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return inner.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return inner.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return inner.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return inner.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return inner.requireStrictCleanup();
  }
}
