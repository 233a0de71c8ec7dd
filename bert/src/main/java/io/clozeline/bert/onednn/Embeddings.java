package io.clozeline.bert.onednn;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.safetensors.SafeTensors;

/** The sums of word, type and position vectors. */
final class Embeddings implements AutoCloseable {
  private final int hidden;
  private final Words words;
  private final float[] types;
  private final float[] positions;

  Embeddings(Words words, ModelInfo model, SafeTensors weights) {
    this.words = words;
    hidden = model.hidden();
    types = weights.require("embeddings.type", 2, hidden).floats();
    positions = weights.require("embeddings.position", model.maxPositions(), hidden).floats();
  }

  /** Writes one row for each token, from row {@code first} on. */
  void put(Sequence sequence, Rows into, int first) {
    int[] ids = sequence.inputIds();
    int[] typeIds = sequence.typeIds();
    float[] word = new float[hidden];
    for (int token = 0; token < ids.length; token++) {
      words.get(ids[token], word);
      int type = typeIds[token] * hidden;
      int position = token * hidden;
      for (int i = 0; i < hidden; i++) {
        word[i] = word[i] + types[type + i] + positions[position + i];
      }
      into.put(first + token, word);
    }
  }

  @Override
  public void close() {
    words.close();
  }
}
