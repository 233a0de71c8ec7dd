package io.clozeline.bert.training;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.safetensors.SafeTensors;
import java.nio.FloatBuffer;

/**
 * A verbalizer as a frozen linear layer: the mean of several words' logits is the logit of their
 * mean embedding.
 */
final class PromptDecoder {
  private PromptDecoder() {}

  /** Reads only the rows of the words from the model's head. */
  static LinearHead of(ModelDirectory directory, ModelInfo model, int[][] words) {
    SafeTensors file = SafeTensors.read(directory.head());
    FloatBuffer embeddings =
        file.require("embeddings.word", model.vocabulary(), model.hidden()).buffer();
    FloatBuffer biases = file.require("output.bias", model.vocabulary()).buffer();
    float[][] weight = new float[words.length][model.hidden()];
    float[] bias = new float[words.length];
    for (int label = 0; label < words.length; label++) {
      float share = 1f / words[label].length;
      for (int word : words[label]) {
        bias[label] += share * biases.get(word);
        for (int i = 0; i < model.hidden(); i++) {
          weight[label][i] += share * embeddings.get(word * model.hidden() + i);
        }
      }
    }
    return new LinearHead(weight, bias);
  }
}
