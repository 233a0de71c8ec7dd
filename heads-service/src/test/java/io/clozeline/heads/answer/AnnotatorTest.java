package io.clozeline.heads.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.Annotation;
import io.clozeline.events.Annotation.Latencies;
import io.clozeline.events.Annotation.Model;
import io.clozeline.events.Annotation.Uncertainty;
import io.clozeline.events.EncodedText;
import io.clozeline.events.task.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotatorTest {
  private record Label(String label, Map<String, Double> scores, String head) implements Answer {
    @Override
    public Uncertainty uncertainty() {
      return new Uncertainty(1, 0);
    }
  }

  private static final Answer LABEL = new Label("yes", Map.of("yes", 1.0), "head");

  @Test
  void anAnnotationSaysWhoGaveTheAnswerInWhatTime() {
    // Given
    Task task = Given.linear("no", "yes");
    EncodedText text = Given.text(task, "adapter-digest", new float[][] {{0, 1}});

    // When
    Annotation annotation = annotate(1_045, task, text);

    // Then
    assertEquals(
        new Annotation(
            "d1",
            "linear",
            "classification",
            "yes",
            Map.of("yes", 1.0),
            null,
            new Uncertainty(1, 0),
            false,
            7,
            1,
            new Model(Given.BASE, Given.TOKENIZER, task.version(), "adapter-digest", "head"),
            new Latencies(10, 30, 5, 45)),
        annotation);
  }

  @Test
  void clocksThatDisagreeGiveNoNegativeLatency() {
    // Given
    Task task = Given.cloze(1);

    // When
    Annotation annotation = annotate(1_020, task, Given.text(task, null));

    // Then
    assertEquals(new Latencies(10, 30, 0, 20), annotation.latencies());
  }

  private static Annotation annotate(long now, Task task, EncodedText text) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(now));
    return new Annotator(question -> LABEL, clock)
        .annotate(new Question(text, new KnownTask(task, null), null));
  }
}
