package io.clozeline.bert.head;

import java.util.Arrays;
import java.util.Objects;

/**
 * The masked-LM head read through words: a label's logit is the mean of its words' logits at the
 * {@code [MASK]}.
 *
 * @param words {@code [label][word ids]}, each label with at least one word
 */
public record VerbalizerHead(MaskedLmHead lm, int[][] words) implements Head {

  public VerbalizerHead {
    Objects.requireNonNull(lm, "lm");
    if (words.length == 0 || Arrays.stream(words).anyMatch(label -> label.length == 0)) {
      throw new IllegalArgumentException("every label needs a word");
    }
    words = Arrays.stream(words).map(int[]::clone).toArray(int[][]::new);
  }

  @Override
  public float[] logits(float[] vector) {
    float[] transformed = lm.transform(vector);
    float[] logits = new float[words.length];
    for (int label = 0; label < words.length; label++) {
      for (int word : words[label]) {
        logits[label] += lm.logit(transformed, word) / words[label].length;
      }
    }
    return logits;
  }

  @Override
  public int labels() {
    return words.length;
  }
}
