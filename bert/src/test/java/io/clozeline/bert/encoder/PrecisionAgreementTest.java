package io.clozeline.bert.encoder;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.Prepared;
import io.clozeline.bert.Sentences;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.WordPiece;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionAgreementTest {
  private static WordPiece words;
  private static final Map<List<String>, boolean[]> EXACT = new HashMap<>();
  private static VerbalizerHead head;

  @BeforeAll
  static void open() throws IOException {
    words = new WordPiece(Prepared.directory());
    head =
        new VerbalizerHead(
            MaskedLmHead.open(Prepared.directory()),
            new int[][][] {
              {words.ids("bad"), words.ids("terrible")}, {words.ids("good"), words.ids("great")}
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"TENSORFLOW_BF16", "ONEDNN_FP16", "ONEDNN_BF16", "ONEDNN_INT8"})
  void picksTheLabelsOfFp32OnAFewSentences(Loaded engine) {
    assertTrue(agreement(engine, Sentences.ALL) == 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"TENSORFLOW_BF16", "ONEDNN_BF16", "ONEDNN_INT8"})
  void picksTheLabelsOfFp32OnSst2(Loaded engine) throws IOException {
    // Given
    Path data = data().resolve("glue/sst2_dev.tsv");
    assumeTrue(
        Files.exists(data),
        () ->
            data.toAbsolutePath()
                + " is missing; set CLOZELINE_DATA to the folder of the data sets");
    List<String> texts =
        Files.readAllLines(data).stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf('\t')))
            .toList();

    // When
    double agreement = agreement(engine, texts);

    // Then
    assertTrue(agreement >= 0.99, () -> "agreement " + agreement);
  }

  private static double agreement(Loaded engine, List<String> texts) {
    boolean[] exact = EXACT.computeIfAbsent(texts, all -> labels(Loaded.TENSORFLOW_FP32, all));
    boolean[] fast = labels(engine, texts);
    int same = 0;
    for (int i = 0; i < exact.length; i++) {
      same += exact[i] == fast[i] ? 1 : 0;
    }
    return (double) same / exact.length;
  }

  private static boolean[] labels(Loaded engine, List<String> texts) {
    List<Sequence> sequences =
        texts.stream().map(text -> words.sequence(text + " it was [MASK] .", "[MASK]")).toList();
    int[] lengths = sequences.stream().mapToInt(Sequence::length).toArray();
    boolean[] labels = new boolean[texts.size()];
    for (int[] batch : BatchPlan.of(lengths, new TokenBudget(1024, 64))) {
      List<EncoderInput> inputs =
          java.util.Arrays.stream(batch)
              .mapToObj(i -> new EncoderInput(sequences.get(i), null))
              .toList();
      float[][][] vectors = engine.encoder().encode(inputs);
      for (int i = 0; i < batch.length; i++) {
        float[] logits = head.scores(vectors[i]);
        labels[batch[i]] = logits[1] > logits[0];
      }
    }
    return labels;
  }

  private static Path data() {
    String set = System.getProperty("CLOZELINE_DATA", System.getenv("CLOZELINE_DATA"));
    return Path.of(set == null ? "../../shared/data" : set);
  }
}
