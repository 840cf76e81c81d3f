package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFiles;
import org.springframework.stereotype.Component;

/** Fills a lake that is thrown away afterwards, to see what things cost when much is stored. */
@Component
public final class LakeTrial {
  private static final int FILES_AT_ONCE = 100;

  private final Tables tables;

  LakeTrial(LakeContext shop) {
    this.tables = shop.tables();
  }

  /**
   * Stores the events that a tenant has again, as often as it takes to have so many rows. The new
   * files are links to the old ones, so that a hundred million rows take a moment and no room;
   * every key in them is there many times.
   */
  public void fill(TenantId tenant, long rows) {
    BaseTable table = tables.load(LakeTable.SSO_EVENTS);
    List<Planner.Planned> files = new Planner(tables.files()).plan(table, tenant);
    long stored = files.stream().mapToLong(Planner.Planned::rows).sum();
    int next = 0;
    while (stored < rows) {
      AppendFiles append = table.newAppend();
      for (int i = 0; i < FILES_AT_ONCE && stored < rows; i++) {
        Planner.Planned file = files.get(next++ % files.size());
        append.appendFile(
            DataFiles.builder(file.partition().spec())
                .copy(file.file())
                .withPath(again(file))
                .build());
        stored += file.rows();
      }
      append.commit();
    }
  }

  private String again(Planner.Planned file) {
    String old = file.file().location();
    String location = old.substring(0, old.lastIndexOf('/') + 1) + UUID.randomUUID() + ".parquet";
    Path link = tables.files().path(location);
    try {
      Files.createLink(link, file.path());
      return location;
    } catch (IOException e) {
      throw Failure.operator("cannot link " + link, e);
    }
  }
}
