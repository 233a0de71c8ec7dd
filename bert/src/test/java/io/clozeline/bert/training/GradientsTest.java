package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sentences;
import io.clozeline.bert.WordPiece;
import io.clozeline.bert.adapter.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.Softmax;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.bert.training.objective.Objective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientsTest {
  private static final double SCALE = 2;
  private static final int RANK = 2;

  private static ModelInfo model;
  private static LoadedWeights<?> weights;
  private static List<LabelledSequence> examples;
  private static VerbalizerHead verbalizer;

  @BeforeAll
  static void open() throws IOException {
    model = Prepared.directory().info();
    weights = LoadedWeights.open(Prepared.directory(), Precision.FP32, Prepared.THREADS);
    WordPiece words = new WordPiece(Prepared.directory());
    examples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      examples.add(
          LabelledSequence.of(
              words.sequence(Sentences.ALL.get(i) + " it was [MASK] .", "[MASK]"), i % 2));
    }
    verbalizer =
        new VerbalizerHead(
            MaskedLmHead.open(Prepared.directory()),
            new int[][][] {{words.ids("bad"), words.ids("terrible")}, {words.ids("good")}});
  }

  @AfterAll
  static void close() {
    weights.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyGradientIsTheSlopeThatFiniteDifferencesFind(boolean prompt) {
    // Given a point where neither factor is zero
    Set<Target> targets =
        prompt ? EnumSet.of(Target.QUERY, Target.VALUE) : EnumSet.allOf(Target.class);
    Layout layout = layout(targets, prompt, false);
    Parameters parameters = parameters(layout);
    Gradients gradients = run(layout, parameters);

    for (int tensor : sampled(parameters.arrays().size(), prompt)) {
      // When the numbers of one tensor move along its gradient
      float[] values = parameters.arrays().get(tensor);
      float[] slope = gradients.slopes().get(tensor);
      double norm = norm(slope);
      double step = 0.02 / Math.max(norm, 0.2);
      double forward = lossAt(layout, parameters, values, slope, step / norm);
      double backward = lossAt(layout, parameters, values, slope, -step / norm);

      // Then the loss changes by the length of the gradient
      double measured = (forward - backward) / (2 * step);
      assertEquals(norm, measured, 0.02 * norm + 1e-4, "tensor " + tensor);
    }
  }

  @Test
  void theLossIsTheCrossEntropyOfTheServedEncoderAndHead() {
    // Given factors that begin as the base model
    Layout layout = layout(EnumSet.of(Target.QUERY), true, false);
    Parameters parameters =
        Parameters.start(
            model, layout.targets(), RANK, verbalizer.means(), reading(layout), new Random(1));

    // When
    double loss = run(layout, parameters).loss();

    // Then
    double expected = 0;
    for (LabelledSequence example : examples) {
      float[] vector =
          Prepared.encoder(Precision.FP32)
              .encode(List.of(new EncoderInput(example.sequence(), null)))[0][0];
      expected -=
          Math.log(Softmax.of(verbalizer.scores(new float[][] {vector}))[example.classes()[0]])
              / examples.size();
    }
    assertEquals(expected, loss, 1e-4);
  }

  @Test
  void dropoutRepeatsWithItsSeedAndDiffersWithAnother() {
    // Given
    Layout layout = layout(EnumSet.of(Target.VALUE), true, true);
    Parameters parameters = parameters(layout);
    ExampleBatch batch = ExampleBatch.of(examples, 24, answering(layout), layout.objective());

    // When
    double first = weights.run(layout, batch, parameters, SCALE, 0.5, new long[] {1, 2}).loss();
    double again = weights.run(layout, batch, parameters, SCALE, 0.5, new long[] {1, 2}).loss();
    double other = weights.run(layout, batch, parameters, SCALE, 0.5, new long[] {1, 3}).loss();

    // Then
    assertEquals(first, again, 1e-6);
    assertTrue(Math.abs(first - other) > 1e-4);
  }

  private static Layout layout(Set<Target> targets, boolean prompt, boolean dropout) {
    return new Layout(targets, prompt ? Answers.WORDS : Answers.LINEAR, Objective.SOFTMAX, dropout);
  }

  private static Answering answering(Layout layout) {
    return layout.answers() == Answers.WORDS
        ? new VerbalizerAnswering(verbalizer)
        : new LinearAnswering(2);
  }

  private static Reading reading(Layout layout) {
    return Reading.of(answering(layout));
  }

  private static Parameters parameters(Layout layout) {
    Random random = new Random(5);
    LinearHead head =
        layout.answers() == Answers.WORDS
            ? verbalizer.means()
            : Parameters.freshHead(2, model.hidden(), random);
    Parameters parameters =
        Parameters.start(model, layout.targets(), RANK, head, reading(layout), random);
    for (float[] values : parameters.arrays()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.02 * random.nextGaussian());
      }
    }
    return parameters;
  }

  private static int[] sampled(int tensors, boolean prompt) {
    // The first layer's, some in the middle, the last layer's, and the linear head's where there is
    // one.
    return prompt
        ? new int[] {0, 1, 2, 3, tensors / 2, tensors - 2, tensors - 1}
        : new int[] {
          0,
          1,
          4,
          5,
          6,
          7,
          8,
          9,
          10,
          11,
          tensors / 2,
          tensors - 4,
          tensors - 3,
          tensors - 2,
          tensors - 1
        };
  }

  private static double lossAt(
      Layout layout, Parameters parameters, float[] values, float[] along, double by) {
    float[] before = values.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (by * along[i]);
    }
    double loss = run(layout, parameters).loss();
    System.arraycopy(before, 0, values, 0, values.length);
    return loss;
  }

  private static Gradients run(Layout layout, Parameters parameters) {
    return weights.run(
        layout,
        ExampleBatch.of(examples, 24, answering(layout), layout.objective()),
        parameters,
        SCALE,
        0,
        new long[2]);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
