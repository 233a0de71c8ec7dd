package io.clozeline.encoder.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.encoder.Encoder;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.NativeSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.bert.tensorflow.TensorFlowEncoder;
import io.clozeline.events.Encoding;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches of the real model: the guilty ones found, and equal ones encoded once. */
class RealBisectionTest {
  private static final float TOLERANCE = 0.02f; // fp16, and other shapes

  private static TensorFlowEncoder encoder;

  @BeforeAll
  static void open() {
    NativeSetup.use(NativeSetup.prepare(Cache.standard(), Progress.SILENT));
    var directory =
        ModelSetup.prepare(ModelName.BERT_BASE_UNCASED, Cache.standard(), Progress.SILENT);
    encoder = TensorFlowEncoder.open(directory, Precision.FP32, 2);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void theMatesOfWhatFailsTheModelAreEncodedAsIfAlone() {
    // Given texts of the base model, and among them an id that the model has not, an adapter that
    // overflows, and one whose factors are of another model
    List<Request> requests = new ArrayList<>();
    IntStream.range(0, 12).forEach(i -> requests.add(request("d" + i, 2_000 + i, null)));
    requests.add(3, request("id", encoder.model().vocabulary() + 5, null));
    requests.add(6, request("overflow", 2_000, adapter("overflow", 1e38f, 768)));
    requests.add(9, request("misfit", 2_000, adapter("misfit", 1, 4)));
    // When
    var outcomes = pass().encode(requests);
    // Then
    for (int i = 0; i < requests.size(); i++) {
      var text = requests.get(i).text();
      if (text.id().startsWith("d")) {
        Encoding alone = encoding(pass().encode(List.of(requests.get(i))).get(0));
        assertArrayEquals(
            alone.vector(0), encoding(outcomes.get(i)).vector(0), TOLERANCE, text.id());
      } else {
        var failed = assertInstanceOf(Outcome.Failed.class, outcomes.get(i), text.id());
        assertEquals(ErrorCode.MODEL_FAILURE, failed.code());
      }
    }
  }

  @Test
  void whoSharesASequenceGetsItsVectorsAsIfAlone() {
    // Given
    int[] ids = {101, 2_003, 2_307, 103, 102};
    var first = request("first", new TokenSequence(ids, new int[5], new int[] {0}, null, 0));
    var both = request("both", new TokenSequence(ids, new int[5], new int[] {1, 3}, null, 0));
    // When
    var outcomes = pass().encode(List.of(first, both, request("d", 2_000, null)));
    // Then
    Encoding alone = encoding(pass().encode(List.of(both)).get(0));
    assertArrayEquals(alone.vector(0), encoding(outcomes.get(1)).vector(0), TOLERANCE);
    assertArrayEquals(alone.vector(1), encoding(outcomes.get(1)).vector(1), TOLERANCE);
    assertArrayEquals(
        encoding(pass().encode(List.of(first)).get(0)).vector(0),
        encoding(outcomes.get(0)).vector(0),
        TOLERANCE);
  }

  private static Encoding encoding(Outcome outcome) {
    return assertInstanceOf(Outcome.Encoded.class, outcome).text().sequences().get(0);
  }

  private static EncodingPass pass() {
    return new EncodingPass(
        new Lenient(),
        new TokenBudget(1_024, 64),
        (sequences, tokens, padded, nanos) -> {},
        () -> 1);
  }

  private static Request request(String id, int word, Adapter adapter) {
    int[] ids = {101, word, 2_003, 103, 102};
    var sequence = new TokenSequence(ids, new int[ids.length], new int[] {3}, null, 0);
    return new Request(request(id, sequence).text(), 1, adapter);
  }

  private static Request request(String id, TokenSequence sequence) {
    return new Request(
        new TokenizedText(
            id,
            "task",
            "v1",
            encoder.model().tokenizerDigest(),
            3,
            false,
            1,
            1,
            2,
            List.of(sequence)),
        1,
        null);
  }

  private static Adapter adapter(String digest, float number, int hidden) {
    var model = encoder.model();
    var config =
        new AdapterConfig(
            model.name(),
            model.weightsDigest(),
            "task",
            new Lora(1, 1, List.of(Target.QUERY)),
            List.of("a", "b"),
            true);
    float[] numbers = new float[hidden];
    Arrays.fill(numbers, number);
    Map<String, float[]> factors = new HashMap<>();
    for (int layer = 0; layer < model.layers(); layer++) {
      var query = new LoraKey(layer, Target.QUERY);
      factors.put(Lora.a(query), numbers);
      factors.put(Lora.b(query), numbers);
    }
    return new Adapter(digest, config, factors, null);
  }

  /** Claims to know more words than it does, so that the check before the model lets them pass. */
  private static final class Lenient implements Encoder {
    @Override
    public ModelInfo model() {
      var real = encoder.model();
      return new ModelInfo(
          real.name(),
          real.lowerCase(),
          real.layers(),
          real.hidden(),
          real.heads(),
          real.intermediate(),
          real.vocabulary() + 10,
          real.maxPositions(),
          real.weightsDigest(),
          real.tokenizerDigest());
    }

    @Override
    public Precision precision() {
      return encoder.precision();
    }

    @Override
    public float[][][] encode(List<EncoderInput> batch) {
      return encoder.encode(batch);
    }

    @Override
    public void warmUp(Progress progress) {
      encoder.warmUp(progress);
    }

    @Override
    public void close() {}
  }
}
