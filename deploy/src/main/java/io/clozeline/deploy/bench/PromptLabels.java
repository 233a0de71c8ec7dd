package io.clozeline.deploy.bench;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.head.VerbalizerHead;
import io.clozeline.deploy.client.ChainClient;
import io.clozeline.deploy.launch.ChainNote;
import io.clozeline.events.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The labels that a task's prompt gives vectors by the masked-LM head alone, nothing learnt. */
final class PromptLabels {
  private final VerbalizerHead head;

  private PromptLabels(VerbalizerHead head) {
    this.head = head;
  }

  /** Empty for a task without a prompt, or with words of which none is one token. */
  static Optional<PromptLabels> of(ModelDirectory model, ChainNote chain, String task)
      throws IOException {
    TaskDefinition definition;
    try (var client = ChainClient.connect(chain.kafka())) {
      definition = client.tasks().get(task);
    }
    if (definition == null || !definition.prompted()) {
      return Optional.empty();
    }
    Map<String, Integer> ids = new HashMap<>();
    for (String piece : Files.readAllLines(model.vocabulary())) {
      ids.put(piece, ids.size());
    }
    int[][][] words =
        definition.labels().stream()
            .map(label -> definition.prompt().verbalizer().getOrDefault(label, List.of()))
            .map(of -> single(of, ids))
            .toArray(int[][][]::new);
    return Stream.of(words).allMatch(of -> of.length > 0)
        ? Optional.of(new PromptLabels(new VerbalizerHead(MaskedLmHead.open(model), words)))
        : Optional.empty();
  }

  private static int[][] single(Collection<String> words, Map<String, Integer> ids) {
    return words.stream()
        .filter(ids::containsKey)
        .map(word -> new int[] {ids.get(word)})
        .toArray(int[][]::new);
  }

  /**
   * The share of sequences that get the same label from both.
   *
   * @param vectors {@code [sequences][selected][hidden]}, a mask first; the others likewise
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
