package io.clozeline.bert.method.softprompt;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.Sequence;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.Numbers;
import io.clozeline.bert.method.TrainedInputs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.family.TFloating;

/**
 * Prompt tuning (Lester et al., 2021): {@code tokens} word vectors that are learnt stand before
 * each sequence, its [CLS] included. As in PEFT, they take the first positions, and type 0.
 *
 * @param tokens how many
 */
public record SoftPrompt(int tokens) implements Method {
  /** As in tasks. */
  public static final String TEXT = "soft-prompt";

  /** {@code [tokens, hidden]}. */
  static final String TENSOR = "prompt_embeddings";

  /** About that of the vocabulary's vectors. */
  private static final double DEVIATION = 0.04;

  public SoftPrompt {
    if (tokens < 1) {
      throw new IllegalArgumentException("a prompt has a token at least, not " + tokens);
    }
  }

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    return Map.of(TENSOR, new long[] {tokens, model.hidden()});
  }

  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    return Map.of(TENSOR, Numbers.normal((long) tokens * model.hidden(), DEVIATION, random));
  }

  @Override
  public Object structure() {
    return List.of(TEXT, tokens);
  }

  @Override
  public int positions() {
    return tokens;
  }

  /** Token 0 holds the places of the vectors. */
  @Override
  public Sequence prepared(Sequence sequence) {
    int[] selected =
        Arrays.stream(sequence.selected()).map(position -> position + tokens).toArray();
    return new Sequence(behind(sequence.inputIds()), behind(sequence.typeIds()), selected);
  }

  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return new TrainedSoftPrompt<>(inputs, tokens);
  }

  private int[] behind(int[] values) {
    int[] all = new int[tokens + values.length];
    System.arraycopy(values, 0, all, tokens, values.length);
    return all;
  }
}
