package io.clozeline.bert.head;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.safetensors.SafeTensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Masked-LM heads of any size with random weights. */
final class RandomHead {
  private RandomHead() {}

  static MaskedLmHead open(Path folder, int hidden, int vocabulary) throws IOException {
    Random random = new Random(7);
    SafeTensorsWriter writer =
        new SafeTensorsWriter()
            .tensor("transform.kernel", numbers(random, hidden * hidden), hidden, hidden)
            .tensor("transform.bias", numbers(random, hidden), hidden)
            .tensor("transform.norm.gamma", numbers(random, hidden), hidden)
            .tensor("transform.norm.beta", numbers(random, hidden), hidden)
            .tensor("output.bias", numbers(random, vocabulary), vocabulary)
            .tensor("embeddings.word", numbers(random, vocabulary * hidden), vocabulary, hidden);
    return open(folder, hidden, vocabulary, writer);
  }

  static MaskedLmHead open(Path folder, int hidden, int vocabulary, SafeTensorsWriter writer)
      throws IOException {
    String json =
        """
        {"name":"tiny","lowerCase":true,"layers":1,"hidden":%d,"heads":1,"intermediate":1,
         "vocabulary":%d,"maxPositions":8,"weightsDigest":"w","tokenizerDigest":"t"}
        """;
    Files.writeString(folder.resolve("model.json"), json.formatted(hidden, vocabulary));
    ModelDirectory directory = new ModelDirectory(folder);
    Files.write(directory.head(), writer.bytes());
    return MaskedLmHead.open(directory);
  }

  static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
