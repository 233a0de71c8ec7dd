package io.clozeline.bert.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;

/** What PEFT's configurations of virtual tokens have in common. */
public final class PromptLearning {
  /** How many virtual tokens. */
  public static final String TOKENS = "num_virtual_tokens";

  /** Before every module of the base model: PEFT wraps it once less than for other methods. */
  public static final String BASE = "base_model.";

  /**
   * PEFT's {@code task_type} of virtual tokens without a head, over {@code BertModel}. Without a
   * type PEFT loads them and does not apply them.
   */
  public static final String TASK_TYPE = "FEATURE_EXTRACTION";

  private PromptLearning() {}

  /** Adds the number of tokens, and the sizes of the base model. */
  public static void write(int tokens, ModelInfo base, ObjectNode json) {
    json.put(TOKENS, tokens);
    json.put("token_dim", base.hidden());
    json.put("num_layers", base.layers());
    json.put("num_attention_heads", base.heads());
    json.put("num_transformer_submodules", 1);
  }
}
