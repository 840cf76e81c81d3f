package com.orgscope.quality;

import java.util.List;
import java.util.function.Function;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Multinomial logistic regression by Tribuo. */
final class TrainedClassifier implements Learner {
  private static final double RATE = 1.0;
  private static final int ROUNDS = 30;
  private static final int BATCH = 1;
  private static final int NO_LOG = -1;
  private static final long SEED = 1;

  @Override
  public Function<Example, String> learn(List<Example> examples) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> people =
        new MutableDataset<>(new SimpleDataSourceProvenance("people", labels), labels);
    examples.forEach(one -> people.add(example(one)));
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE), ROUNDS, NO_LOG, BATCH, SEED);
    var model = trainer.train(people);
    return one -> model.predict(example(one)).getOutput().getLabel();
  }

  private static ArrayExample<Label> example(Example one) {
    return new ArrayExample<>(new Label(one.category()), one.names(), one.values());
  }
}
