package io.clozeline.heads.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Precision;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model directory of the words of {@link Given} and vectors of four numbers, whose transform
 * changes little but the scale: the logit of "bad" follows the first number, that of "good" the
 * second, that of "paris" the third, and all others are zero.
 */
public final class TinyModel {
  public static final int HIDDEN = 4;

  private static final int WORDS = Given.VOCABULARY.size();

  public static final ModelInfo INFO =
      new ModelInfo("tiny", true, 1, HIDDEN, 1, HIDDEN, WORDS, 512, Given.BASE, Given.TOKENIZER);

  private TinyModel() {}

  /** Writes a tiny model into {@code folder} and opens its masked-LM head. */
  public static MaskedLmHead lm(Path folder) throws IOException {
    write(folder);
    return MaskedLmHead.open(ModelDirectory.open(folder));
  }

  /** Writes the model directory; what only the encoder reads is empty. */
  public static void write(Path folder) throws IOException {
    new ObjectMapper().writeValue(folder.resolve("model.json").toFile(), INFO);
    Files.write(
        folder.resolve("vocab.txt"),
        IntStream.range(0, WORDS).mapToObj(Given.VOCABULARY::word).toList());
    for (Precision precision : Precision.OF_TENSORFLOW) {
      Path graph = folder.resolve("encoder-" + precision.text()).resolve("saved_model.pb");
      Files.createDirectories(graph.getParent());
      Files.write(graph, new byte[0]);
    }
    Files.write(folder.resolve("encoder.safetensors"), new byte[0]);
    try (var file = Files.newOutputStream(folder.resolve("head.safetensors"))) {
      head().write(file);
    }
  }

  private static SafeTensorsWriter head() {
    float[] kernel = new float[HIDDEN * HIDDEN];
    IntStream.range(0, HIDDEN).forEach(i -> kernel[i * HIDDEN + i] = 1);
    float[] embeddings = new float[WORDS * HIDDEN];
    List<String> words = List.of("bad", "good", "paris");
    IntStream.range(0, words.size())
        .forEach(i -> embeddings[Given.VOCABULARY.special(words.get(i)) * HIDDEN + i] = 1);
    return new SafeTensorsWriter()
        .tensor("transform.kernel", kernel, HIDDEN, HIDDEN)
        .tensor("transform.bias", new float[HIDDEN], HIDDEN)
        .tensor("transform.norm.gamma", new float[] {4, 4, 4, 4}, HIDDEN)
        .tensor("transform.norm.beta", new float[HIDDEN], HIDDEN)
        .tensor("output.bias", new float[WORDS], WORDS)
        .tensor("embeddings.word", embeddings, WORDS, HIDDEN);
  }
}
