package io.clozeline.deploy.bench;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.Vocabulary;
import java.util.Optional;

/** The labels that a task's prompt gives vectors by the masked-LM head alone, nothing learnt. */
final class PromptLabels {
  private final VerbalizerHead head;

  private PromptLabels(VerbalizerHead head) {
    this.head = head;
  }

  /** Empty for a task without a prompt. */
  static Optional<PromptLabels> of(ModelDirectory model, ChainNote chain, String task) {
    TaskDefinition definition;
    try (var client = ChainClient.connect(chain.kafka())) {
      definition = client.tasks().get(task);
    }
    if (definition == null || !definition.prompted()) {
      return Optional.empty();
    }
    Task known = Task.of(definition, Vocabulary.open(model.path()));
    return Optional.of(
        new PromptLabels(new VerbalizerHead(MaskedLmHead.open(model), known.words())));
  }

  /**
   * The share of sequences that get the same label from both.
   *
   * @param vectors {@code [sequences][selected][hidden]}, the masks of the prompt first; the others
   *     likewise
   */
  double agreement(float[][][] vectors, float[][][] others) {
    int same = 0;
    for (int i = 0; i < vectors.length; i++) {
      same += label(vectors[i]) == label(others[i]) ? 1 : 0;
    }
    return (double) same / vectors.length;
  }

  private int label(float[][] vectors) {
    float[] scores = head.scores(vectors);
    int best = 0;
    for (int label = 1; label < scores.length; label++) {
      best = scores[label] > scores[best] ? label : best;
    }
    return best;
  }
}
