package com.orgscope.privacy;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.Maintenance;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A tenant's rows of the lake, and the files that they lie in. */
@Component
final class DeleteFromLake implements TenantDeletionHandler {
  private final Lake lake;
  private final Maintenance maintenance;

  DeleteFromLake(Lake lake, Maintenance maintenance) {
    this.lake = lake;
    this.maintenance = maintenance;
  }

  @Override
  public String place() {
    return "lake";
  }

  @Override
  public long count(TenantId tenant) {
    return Stream.of(LakeTable.values())
        .mapToLong(table -> maintenance.stock(table, tenant).rows())
        .sum();
  }

  @Override
  public long delete(TenantId tenant) {
    return lake.drop(tenant);
  }
}
