package io.clozeline.bert.training;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import java.util.Random;

/**
 * A head in the numbers that the graph is fed.
 *
 * @param fixed the words' rows; null where a linear head is trained
 * @param pieces {@code [masks * pieces, labels]}; null unless words have several tokens
 * @param wordBias {@code [vocabulary]}; null unless the whole vocabulary is computed
 */
record Reading(Answers kind, int outputs, LinearHead fixed, float[] pieces, float[] wordBias) {
  static Reading of(Answering answering) {
    if (answering instanceof VerbalizerAnswering words) {
      VerbalizerHead head = words.head();
      return head.masks() == 1
          ? new Reading(Answers.WORDS, head.labels(), head.means(), null, null)
          : new Reading(
              Answers.PIECES, head.labels(), head.pieces(), head.shares(), biases(head.lm()));
    }
    if (answering instanceof VocabularyAnswering all) {
      LinearHead unused = new LinearHead(new float[1][all.head().hidden()], new float[1]);
      return new Reading(Answers.VOCABULARY, all.outputs(), unused, null, biases(all.head()));
    }
    return new Reading(Answers.LINEAR, answering.outputs(), null, null, null);
  }

  LinearHead start(ModelInfo model, Random random) {
    return fixed == null ? Parameters.freshHead(outputs, model.hidden(), random) : fixed;
  }

  void feed(Feeds feeds, TrainingGraph<?> into) {
    if (pieces != null) {
      feeds.floats(into.pieces(), pieces, pieces.length / outputs, outputs);
    }
    if (wordBias != null) {
      feeds.floats(into.wordBias(), wordBias, wordBias.length);
    }
  }

  private static float[] biases(MaskedLmHead lm) {
    float[] biases = new float[lm.vocabulary()];
    for (int id = 0; id < biases.length; id++) {
      biases[id] = lm.outputBias(id);
    }
    return biases;
  }
}
