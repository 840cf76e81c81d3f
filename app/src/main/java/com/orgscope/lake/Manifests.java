package com.orgscope.lake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Keeps the lists of files apart by tenant and few. To plan a question Iceberg reads each list that
 * may hold files of the tenant, at about two milliseconds a list.
 */
record Manifests(Tables tables, MaintenanceSettings settings) {

  /**
   * Puts together what has become many.
   *
   * @return how many lists were replaced
   */
  int cluster(LakeTable of) {
    BaseTable table = tables.load(of);
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return 0;
    }
    // A commit of several tenants makes a list of them all; those stand under no tenant's name.
    Map<String, List<String>> byTenant = new HashMap<>();
    List<String> mixed = new ArrayList<>();
    for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
      ManifestFile.PartitionFieldSummary tenant = manifest.partitions().getFirst();
      String lowest = text(tenant.lowerBound());
      if (lowest.equals(text(tenant.upperBound()))) {
        byTenant.computeIfAbsent(lowest, t -> new ArrayList<>()).add(manifest.path());
      } else {
        mixed.add(manifest.path());
      }
    }
    byTenant.put("", mixed);
    Set<String> many = new HashSet<>();
    byTenant.values().stream()
        .filter(m -> m.size() >= settings.minManifestsToMerge())
        .forEach(many::addAll);
    if (many.isEmpty()) {
      return 0;
    }
    boolean taken =
        Commits.taken(() ->
            table
                .rewriteManifests()
                .clusterBy(file -> file.partition().get(0, String.class))
                .rewriteIf(manifest -> many.contains(manifest.path()))
                .commit());
    return taken ? many.size() : 0;
  }

  private static String text(ByteBuffer bound) {
    CharSequence text = Conversions.fromByteBuffer(Types.StringType.get(), bound);
    return text.toString();
  }
}
