package io.clozeline.bert.method.prefix;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.method.Method;
import io.clozeline.bert.method.Numbers;
import io.clozeline.bert.method.TrainedInputs;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.types.family.TFloating;

/**
 * Prefix tuning (Li and Liang, 2021): in each layer every token also attends to {@code tokens} keys
 * and values that are learnt. As in PEFT, the tokens' positions begin behind them.
 *
 * @param tokens how many
 */
public record Prefix(int tokens) implements Method {
  /** As in tasks. */
  public static final String TEXT = "prefix";

  /** {@code [tokens, layers · 2 · hidden]}: of each layer the keys, then the values. */
  static final String TENSOR = "prompt_embeddings";

  private static final double DEVIATION = 0.1;

  public Prefix {
    if (tokens < 1) {
      throw new IllegalArgumentException("a prefix has a token at least, not " + tokens);
    }
  }

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public Map<String, long[]> shapes(ModelInfo model) {
    return Map.of(TENSOR, new long[] {tokens, 2L * model.layers() * model.hidden()});
  }

  @Override
  public Map<String, float[]> start(ModelInfo model, Random random) {
    long size = Method.size(shapes(model).get(TENSOR));
    return Map.of(TENSOR, Numbers.normal(size, DEVIATION, random));
  }

  @Override
  public Object structure() {
    return List.of(TEXT, tokens);
  }

  @Override
  public int positions() {
    return tokens;
  }

  @Override
  public <T extends TFloating> Adaptation<T> trained(TrainedInputs<T> inputs) {
    return new TrainedPrefix<>(inputs, tokens);
  }
}
