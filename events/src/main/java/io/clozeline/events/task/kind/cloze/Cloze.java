package io.clozeline.events.task.kind.cloze;

import io.clozeline.events.Annotation;
import io.clozeline.events.Feedback;
import io.clozeline.events.task.Refusals;
import io.clozeline.events.task.TaskDefinition;
import io.clozeline.events.task.TaskKind;
import io.clozeline.events.task.Texts;
import java.util.List;

/** The likeliest words for each [MASK] that the text itself holds (Devlin et al. 2019). */
public final class Cloze implements TaskKind {
  private static final int MAX_TOP_K = 100;

  @Override
  public String text() {
    return "cloze";
  }

  @Override
  public Texts texts() {
    return Texts.ONE;
  }

  @Override
  public List<String> answers() {
    return List.of("fills");
  }

  @Override
  public Integer topK(Integer written) {
    int topK = written == null ? 5 : written;
    Refusals.refuseIf(
        topK < 1 || topK > MAX_TOP_K, "topK is " + topK + "; it goes from 1 to " + MAX_TOP_K);
    return topK;
  }

  @Override
  public List<String> outputs(List<String> labels) {
    return List.of();
  }

  /** The share of masks whose likeliest word is the right one, whatever its case. */
  @Override
  public double agreement(Feedback right, Annotation said, TaskDefinition task) {
    List<List<Annotation.Fill>> fills = said.fills() == null ? List.of() : said.fills();
    int masks = Math.max(right.fills().size(), fills.size());
    int equal = 0;
    for (int i = 0; i < Math.min(right.fills().size(), fills.size()); i++) {
      boolean filled = !fills.get(i).isEmpty();
      equal += filled && fills.get(i).get(0).word().equalsIgnoreCase(right.fills().get(i)) ? 1 : 0;
    }
    return masks == 0 ? 1 : (double) equal / masks;
  }

  @Override
  public void check(Feedback feedback, TaskDefinition task) {
    // Whether they are words of the vocabulary, and as many as the text has masks, the tokenizer
    // sees.
  }
}
