package io.clozeline.bert.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sentences;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.WordPiece;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.Softmax;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.bitfit.BitFit;
import io.clozeline.bert.method.bottleneck.Bottleneck;
import io.clozeline.bert.method.ia3.Ia3;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.prefix.Prefix;
import io.clozeline.bert.method.softprompt.SoftPrompt;
import io.clozeline.bert.training.objective.Objective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientsTest {
  private static final double SCALE = 2;
  private static final int RANK = 2;

  private static ModelInfo model;
  private static LoadedWeights<?> weights;
  private static List<LabelledSequence> examples;
  private static VerbalizerHead verbalizer;

  /** What is trained, and on what. */
  private record Case(
      String name, Answering answering, Objective objective, List<LabelledSequence> examples) {
    @Override
    public String toString() {
      return name;
    }
  }

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

  static Stream<Case> cases() {
    MaskedLmHead lm = verbalizer.lm();
    var longWords = new VerbalizerHead(lm, new int[][][] {{{6659, 2204}}, {{2204}, {2307, 2919}}});
    var linear = new LinearAnswering(2);
    return Stream.of(
        new Case("words", new VerbalizerAnswering(verbalizer), Objective.SOFTMAX, examples),
        new Case("linear", linear, Objective.SOFTMAX, examples),
        new Case("soft labels", linear, Objective.SOFTMAX, with(1, i -> new float[] {0.3f, 0.7f})),
        new Case(
            "long words",
            new VerbalizerAnswering(longWords),
            Objective.SOFTMAX,
            withClasses(2, i -> new int[] {i % 2})),
        new Case(
            "vocabulary",
            new VocabularyAnswering(lm),
            Objective.SOFTMAX,
            withClasses(2, i -> new int[] {2204, i % 2 == 0 ? -1 : 2307})),
        new Case(
            "tags",
            new LinearAnswering(3),
            Objective.SOFTMAX,
            withClasses(5, i -> new int[] {0, 1, 2, -1, i % 3})),
        new Case(
            "multilabel",
            new LinearAnswering(3),
            Objective.SIGMOID,
            with(1, i -> new float[] {1, 0, i % 2})),
        new Case(
            "regression",
            new LinearAnswering(1),
            Objective.SQUARED,
            with(1, i -> new float[] {0.2f * i})),
        new Case("span", linear, Objective.SPAN, withClasses(6, i -> new int[] {i % 3, 2 + i})));
  }

  /** The same sentences with the first {@code selected} positions asked. */
  private static List<LabelledSequence> with(int selected, IntFunction<float[]> targets) {
    return IntStream.range(0, examples.size())
        .mapToObj(i -> LabelledSequence.soft(asking(i, selected), targets.apply(i)))
        .toList();
  }

  private static List<LabelledSequence> withClasses(int selected, IntFunction<int[]> classes) {
    return IntStream.range(0, examples.size())
        .mapToObj(i -> new LabelledSequence(asking(i, selected), classes.apply(i), null))
        .toList();
  }

  private static Sequence asking(int example, int selected) {
    Sequence sequence = examples.get(example).sequence();
    return new Sequence(
        sequence.inputIds(), sequence.typeIds(), IntStream.range(0, selected).toArray());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyGradientIsTheSlopeThatFiniteDifferencesFind(Case of) {
    // Given a point where neither factor is zero
    Set<Target> targets =
        of.name().equals("linear")
            ? EnumSet.allOf(Target.class)
            : EnumSet.of(Target.QUERY, Target.VALUE);
    everyGradientIsItsSlope(of, lora(targets));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void soIsThatOfEveryMethod(Method method) {
    everyGradientIsItsSlope(
        new Case("words", new VerbalizerAnswering(verbalizer), Objective.SOFTMAX, examples),
        method);
  }

  static Stream<Method> methods() {
    return Stream.of(
        new Lora(2, 4, List.of(Target.KEY), true),
        new Ia3(List.of(Target.values())),
        new BitFit(),
        new Bottleneck(4),
        new Prefix(3),
        new SoftPrompt(3));
  }

  private static void everyGradientIsItsSlope(Case of, Method method) {
    Layout layout = layout(of, method, false);
    Parameters parameters = parameters(method, of);
    Gradients gradients = run(layout, parameters, of);

    for (int tensor : sampled(parameters)) {
      // When the numbers of one tensor move along its gradient
      float[] values = parameters.arrays().get(tensor);
      float[] slope = gradients.slopes().get(tensor);
      double norm = norm(slope);
      double step = 0.02 / Math.max(norm, 0.7);
      double forward = lossAt(layout, parameters, of, values, slope, step / norm);
      double backward = lossAt(layout, parameters, of, values, slope, -step / norm);

      // Then the loss changes by the length of the gradient
      double measured = (forward - backward) / (2 * step);
      assertEquals(norm, measured, 0.02 * norm + 1e-4, "tensor " + tensor);
    }
  }

  @Test
  void softLabelsOfOneClassAreTheClass() {
    // Given
    var linear = new LinearAnswering(2);
    Case hard = new Case("", linear, Objective.SOFTMAX, withClasses(1, i -> new int[] {i % 2}));
    Case soft =
        new Case(
            "",
            linear,
            Objective.SOFTMAX,
            with(1, i -> i % 2 == 0 ? new float[] {1, 0} : new float[] {0, 1}));
    Method method = lora(EnumSet.of(Target.VALUE));
    Layout layout = layout(hard, method, false);
    Parameters parameters = parameters(method, hard);
    // Then
    assertEquals(run(layout, parameters, hard).loss(), run(layout, parameters, soft).loss(), 1e-6);
  }

  @Test
  void whatIsNotAskedTeachesNothing() {
    // Given three words, one of which nobody has tagged, and the first two alone
    var linear = new LinearAnswering(3);
    Case three = new Case("", linear, Objective.SOFTMAX, withClasses(3, i -> new int[] {0, 2, -1}));
    Case two = new Case("", linear, Objective.SOFTMAX, withClasses(2, i -> new int[] {0, 2}));
    Method method = lora(EnumSet.of(Target.VALUE));
    Layout layout = layout(three, method, false);
    Parameters parameters = parameters(method, three);
    // When
    Gradients withIt = run(layout, parameters, three);
    Gradients without = run(layout, parameters, two);
    // Then
    assertEquals(without.loss(), withIt.loss(), 1e-5);
    assertEquals(norm(without.slopes().get(0)), norm(withIt.slopes().get(0)), 1e-5);
  }

  @Test
  void theLossIsTheCrossEntropyOfTheServedEncoderAndHead() {
    // Given factors that begin as the base model
    Case of = new Case("", new VerbalizerAnswering(verbalizer), Objective.SOFTMAX, examples);
    Method method = lora(EnumSet.of(Target.QUERY));
    Layout layout = layout(of, method, false);
    Reading reading = Reading.of(of.answering());
    Parameters parameters =
        Parameters.start(model, method, verbalizer.means(), reading, new Random(1));

    // When
    double loss = run(layout, parameters, of).loss();

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
    Case of = new Case("", new VerbalizerAnswering(verbalizer), Objective.SOFTMAX, examples);
    Method method = lora(EnumSet.of(Target.VALUE));
    Layout layout = layout(of, method, true);
    Parameters parameters = parameters(method, of);
    ExampleBatch batch = ExampleBatch.of(examples, 24, of.answering(), of.objective());

    // When
    double first = weights.run(layout, batch, parameters, 0.5, new long[] {1, 2}).loss();
    double again = weights.run(layout, batch, parameters, 0.5, new long[] {1, 2}).loss();
    double other = weights.run(layout, batch, parameters, 0.5, new long[] {1, 3}).loss();

    // Then
    assertEquals(first, again, 1e-6);
    assertTrue(Math.abs(first - other) > 1e-4);
  }

  private static Lora lora(Set<Target> targets) {
    return new Lora(RANK, SCALE * RANK, List.copyOf(targets));
  }

  private static Layout layout(Case of, Method method, boolean dropout) {
    return Layout.of(method, Reading.of(of.answering()).kind(), of.objective(), dropout);
  }

  private static Parameters parameters(Method method, Case of) {
    Random random = new Random(5);
    Reading reading = Reading.of(of.answering());
    LinearHead head = reading.start(model, random);
    Parameters parameters = Parameters.start(model, method, head, reading, random);
    for (float[] values : parameters.arrays()) {
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.02 * random.nextGaussian());
      }
    }
    return parameters;
  }

  /** The first layer's, one in the middle, the last layer's, and the linear head's. */
  private static int[] sampled(Parameters parameters) {
    int tensors = parameters.arrays().size();
    int ofMethod = parameters.tensors().size();
    int ofLayer = Math.min(tensors, Math.max(4, (ofMethod + model.layers() - 1) / model.layers()));
    return IntStream.concat(
            IntStream.concat(IntStream.range(0, ofLayer), IntStream.of(tensors / 2)),
            IntStream.range(Math.max(0, ofMethod - 2), tensors))
        .distinct()
        .toArray();
  }

  private static double lossAt(
      Layout layout, Parameters parameters, Case of, float[] values, float[] along, double by) {
    float[] before = values.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (by * along[i]);
    }
    double loss = run(layout, parameters, of).loss();
    System.arraycopy(before, 0, values, 0, values.length);
    return loss;
  }

  private static Gradients run(Layout layout, Parameters parameters, Case of) {
    List<LabelledSequence> prepared =
        of.examples().stream()
            .map(
                e ->
                    new LabelledSequence(
                        parameters.method().prepared(e.sequence()), e.classes(), e.targets()))
            .toList();
    ExampleBatch batch = ExampleBatch.of(prepared, 28, of.answering(), of.objective());
    return weights.run(layout, batch, parameters, 0, new long[2]);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
