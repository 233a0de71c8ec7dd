package io.clozeline.encoder;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adapter files of a model with one layer of four numbers. */
public final class TinyAdapters {
  public static final int HIDDEN = 4;
  public static final ModelInfo MODEL =
      new ModelInfo("tiny", true, 1, HIDDEN, 1, HIDDEN, 100, 64, "weights", "tokenizer");
  public static final List<String> LABELS = List.of("no", "yes");

  private TinyAdapters() {}

  /** An adapter with a linear head. */
  public static byte[] linear(String task, float number) {
    return file(config("weights", task, false), number);
  }

  /** An adapter that answers through a prompt. */
  public static byte[] prompt(String task, float number) {
    return file(config("weights", task, true), number);
  }

  /** An adapter that was trained on other weights. */
  public static byte[] ofAnotherBase(String task) {
    return file(config("other", task, false), 1);
  }

  private static AdapterConfig config(String weights, String task, boolean prompt) {
    return new AdapterConfig(
        "tiny", weights, task, new Lora(1, 2, List.of(Target.QUERY, Target.VALUE)), LABELS, prompt);
  }

  private static byte[] file(AdapterConfig config, float number) {
    Map<String, float[]> factors = new HashMap<>();
    for (Target target : List.of(Target.QUERY, Target.VALUE)) {
      factors.put(Lora.a(new LoraKey(0, target)), new float[] {number, 2, 3, 4});
      factors.put(Lora.b(new LoraKey(0, target)), new float[HIDDEN]);
    }
    var head = new LinearHead(new float[2][HIDDEN], new float[2]);
    return AdapterFile.write(config, MODEL, factors, config.prompt() ? null : head);
  }
}
