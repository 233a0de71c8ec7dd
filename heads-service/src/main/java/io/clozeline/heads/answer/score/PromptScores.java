package io.clozeline.heads.answer.score;

import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.task.Calibration;
import io.clozeline.heads.answer.Question;
import io.clozeline.heads.calibration.ContentFree;
import io.clozeline.heads.calibration.LabelPrior;
import io.clozeline.heads.calibration.Prior;
import io.clozeline.heads.calibration.Priors;
import java.util.List;

/**
 * What a prompt's words say: the log-probabilities of each sequence, averaged by the weights of the
 * patterns, and calibrated where the base model answers.
 */
public final class PromptScores {
  private final Priors priors;

  /** Keeps what texts teach of the words' own weight in {@code priors}. */
  public PromptScores(Priors priors) {
    this.priors = priors;
  }

  /**
   * The log-probability of each of the prompt's alternatives, in their order.
   *
   * @throws EventException when a vector lacks or a score is not finite
   */
  public double[] of(Question question) {
    EncodedText text = question.text();
    VerbalizerHead head = question.task().verbalizer();
    var ensemble = Ensemble.of(text, question.definition().prompt().shares());
    double[][] bias =
        question.calibration() == Calibration.CONTEXTUAL
            ? ContentFree.logProbabilities(
                scores(contentFree(text), head), ensemble.shares().length)
            : null;
    List<double[]> scores = scores(text.sequences(), head);
    double[] mean = new double[head.labels()];
    for (int i = 0; i < scores.size(); i++) {
      LogProbabilities.add(mean, scores.get(i), ensemble.weight(i));
      if (bias != null) {
        LogProbabilities.add(mean, bias[ensemble.pattern(i)], -ensemble.weight(i));
      }
    }
    double[] log = LogProbabilities.of(mean);
    return question.calibration() == Calibration.ONLINE ? online(question, log) : log;
  }

  private static List<Encoding> contentFree(EncodedText text) {
    if (text.contentFree() == null) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY, "the encoding lacks what is asked of no text");
    }
    return text.contentFree();
  }

  private static List<double[]> scores(List<Encoding> sequences, VerbalizerHead head) {
    return sequences.stream().map(sequence -> scores(sequence, head)).toList();
  }

  private static double[] scores(Encoding sequence, VerbalizerHead head) {
    if (sequence.selected() < head.masks()) {
      throw new EventException(
          ErrorCode.MALFORMED_BINARY,
          sequence.selected() + " vectors for words of " + head.masks() + " tokens");
    }
    float[][] masks = new float[head.masks()][]; // [masks][hidden]
    for (int mask = 0; mask < masks.length; mask++) {
      masks[mask] = sequence.vector(mask);
    }
    return LogProbabilities.of(LinearScores.requireFinite(head.scores(masks)));
  }

  private double[] online(Question question, double[] logProbabilities) {
    String key = key(question.text());
    String basis = question.text().taskVersion() + "@" + question.text().base();
    Prior known = priors.get(key);
    Prior before =
        known != null && known.basis().equals(basis)
            ? known
            : Prior.none(basis, logProbabilities.length);
    Prior after = LabelPrior.learn(before, logProbabilities);
    priors.put(key, after);
    return LogProbabilities.of(LabelPrior.subtract(after, logProbabilities));
  }

  /** Demonstrations change what the words weigh. No task's name has a slash. */
  private static String key(EncodedText text) {
    return text.draws() == null ? text.task() : text.task() + "/demonstrations";
  }
}
