package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import java.util.Map;

/** Gives a training graph what it reads. */
record Feeding(Feeds feeds, TrainingGraph<?> into) {
  void sequences(ExampleBatch batch) {
    feeds.ints(into.inputs().inputIds(), batch.inputIds(), batch.size(), batch.seq());
    feeds.ints(into.inputs().typeIds(), batch.typeIds(), batch.size(), batch.seq());
    feeds.ints(into.inputs().lengths(), batch.lengths(), batch.size());
    feeds.ints(into.inputs().selected(), batch.selected(), batch.selected().length);
  }

  /** What the loss compares the answers with. */
  void lessons(Layout layout, ExampleBatch batch) {
    int rows = batch.shares().length;
    feeds.floats(into.shares(), batch.shares(), rows);
    if (layout.answers() == Answers.VOCABULARY) {
      feeds.ints(into.classes(), batch.classes(), rows);
    } else {
      feeds.floats(into.targets(), batch.targets(), rows, batch.targets().length / rows);
    }
    if (layout.objective().overPositions()) {
      feeds.floats(into.absent(), batch.absent(), batch.size(), batch.slots());
    }
  }

  /** The method's tensors and the head as they are now. */
  void parameters(ModelInfo model, Parameters parameters) {
    Map<String, long[]> shapes = parameters.method().shapes(model);
    into.method()
        .tensors()
        .forEach(
            (name, input) -> feeds.floats(input, parameters.tensors().get(name), shapes.get(name)));
    into.method()
        .constants()
        .forEach(
            (name, input) ->
                feeds.floats(input, new float[] {parameters.method().constants().get(name)}));
    parameters.answers().feed(feeds, into);
    int labels = parameters.bias().length;
    feeds.floats(into.weight(), parameters.weight(), labels, model.hidden());
    feeds.floats(into.bias(), parameters.bias(), labels);
  }

  void dropout(Layout layout, double share, long[] seed) {
    if (layout.dropout()) {
      feeds.floats(into.dropout().rate(), new float[] {(float) share});
      feeds.longs(into.dropout().seed(), seed, 2);
    }
  }
}
