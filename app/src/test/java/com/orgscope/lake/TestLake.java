package com.orgscope.lake;

import com.orgscope.kernel.Home;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** A lake for tests of any room: real tables in a folder of the test's own. */
public final class TestLake {
  private TestLake() {}

  /** Two lakes on one database and folder are as two processes to each other. */
  public static Lake open(Database database, Path home) {
    return open(database, home, LakeListener.NONE);
  }

  /** Some of whose applications are withheld. */
  public static Lake open(Database database, Path home, Withholding withholding) {
    return new Lake(shop(database, home, InstantSource.system(), LakeListener.NONE), withholding);
  }

  static Lake open(Database database, Path home, LakeListener listener) {
    return new Lake(shop(database, home, InstantSource.system(), listener), Withholding.NONE);
  }

  public static Maintenance maintenance(Database database, Path home, InstantSource clock) {
    return new Maintenance(shop(database, home, clock, LakeListener.NONE));
  }

  /** What a process of its own would work with. */
  static LakeContext shop(
      Database database, Path home, InstantSource clock, LakeListener listener) {
    Home at = new Home(home);
    return new LakeContext(
        new Tables(database, at, Residency.UNBOUND),
        new Engine(at, new LakeSettings(DataSize.ofMegabytes(512), 2)),
        new DueDayStore(database),
        new RetentionStore(database),
        MaintenanceSettings.DEFAULTS,
        clock,
        listener);
  }

  /** The columns of a table, with their types as Iceberg calls them, in order. */
  public static Map<String, String> columns(LakeTable table) {
    Map<String, String> columns = new LinkedHashMap<>();
    TableShape.of(table)
        .schema()
        .columns()
        .forEach(column -> columns.put(column.name(), column.type().typeId().name()));
    return columns;
  }
}
