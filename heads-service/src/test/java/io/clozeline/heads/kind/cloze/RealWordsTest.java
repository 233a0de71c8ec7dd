package io.clozeline.heads.kind.cloze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.setup.Cache;
import io.clozeline.bert.setup.ModelName;
import io.clozeline.bert.setup.ModelSetup;
import io.clozeline.bert.setup.Progress;
import io.clozeline.events.Annotation.Fill;
import io.clozeline.events.EncodedText;
import io.clozeline.events.task.Task;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Vocabulary;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.KnownTask;
import io.clozeline.heads.answer.Question;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real masked-LM head on what the fp32 encoder made of "the capital of france is [MASK] .". */
class RealWordsTest {
  private static final TaskDefinition CLOZE =
      new TaskDefinition("cloze", TaskKind.of("cloze"), null, null, null, 5);

  @Test
  void theCapitalOfFranceIsParis() throws IOException {
    // Given
    ModelDirectory model =
        ModelSetup.prepare(ModelName.BERT_BASE_UNCASED, Cache.standard(), Progress.SILENT);
    Vocabulary vocabulary = Vocabulary.open(model.path());
    var answers = new ClozeAnswers(MaskedLmHead.open(model), vocabulary);
    var task = new KnownTask(Task.of(CLOZE, vocabulary), null);

    // When
    List<Fill> fills = answers.answer(new Question(encoding(), task, null)).fills().get(0);

    // Then the reference logits are 12.35, 10.58, 10.46, 10.11 and 9.72
    assertEquals(
        List.of("paris", "lille", "lyon", "marseille", "tours"),
        fills.stream().map(Fill::word).toList());
    assertEquals(12.35 - 10.58, logOdds(fills, 0, 1), 0.02);
    assertEquals(12.35 - 9.72, logOdds(fills, 0, 4), 0.02);
  }

  private static double logOdds(List<Fill> fills, int one, int other) {
    return Math.log(fills.get(one).probability() / fills.get(other).probability());
  }

  private static EncodedText encoding() throws IOException {
    try (var file = RealWordsTest.class.getResourceAsStream("/golden/capital-of-france.bin")) {
      return Topics.ENCODINGS.codec().decode(file.readAllBytes());
    }
  }
}
