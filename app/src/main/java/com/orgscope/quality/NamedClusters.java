package com.orgscope.quality;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * k-means by Tribuo. A cluster bears the name of most of those in it whose work is known, which is
 * more than k-means alone could know: without it a cluster has no name.
 *
 * @param clusters as many as there are kinds of work, or more
 */
record NamedClusters(int clusters) implements Learner {
  private static final int ITERATIONS = 50;
  private static final int THREADS = 1;
  private static final long SEED = 1;

  @Override
  public Function<Example, String> learn(List<Example> examples) {
    ClusteringFactory factory = new ClusteringFactory();
    MutableDataset<ClusterID> people =
        new MutableDataset<>(new SimpleDataSourceProvenance("people", factory), factory);
    examples.forEach(one -> people.add(example(one)));
    KMeansTrainer trainer =
        new KMeansTrainer(
            Math.min(clusters, examples.size()),
            ITERATIONS,
            new L2Distance(),
            Initialisation.PLUSPLUS,
            THREADS,
            SEED);
    var model = trainer.train(people);
    Map<Integer, Map<String, Integer>> members = new HashMap<>();
    for (Example one : examples) {
      int cluster = model.predict(example(one)).getOutput().getID();
      members
          .computeIfAbsent(cluster, id -> new TreeMap<>())
          .merge(one.category(), 1, Integer::sum);
    }
    String most = Majority.of(examples);
    Map<Integer, String> names = new HashMap<>();
    members.forEach((cluster, counts) -> names.put(cluster, largest(counts)));
    return one -> names.getOrDefault(model.predict(example(one)).getOutput().getID(), most);
  }

  static String largest(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  private static ArrayExample<ClusterID> example(Example one) {
    return new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, one.names(), one.values());
  }
}
