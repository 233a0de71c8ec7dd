package io.clozeline.bert.serving;

import io.clozeline.bert.method.Served;
import io.clozeline.bert.method.bitfit.ServedBitFit;
import io.clozeline.bert.method.bottleneck.ServedBottleneck;
import io.clozeline.bert.method.ia3.ServedIa3;
import io.clozeline.bert.method.lora.ServedLora;
import io.clozeline.bert.method.prefix.ServedPrefix;
import io.clozeline.bert.method.softprompt.ServedSoftPrompt;
import java.util.List;

/** The graphs of a prepared model. */
public enum Signatures {
  /** The base model and low-rank updates. */
  LORA("encode") {
    @Override
    public List<Served> methods() {
      return List.of(new ServedLora());
    }
  },
  /** Adapters of any method. */
  ANY("adapt") {
    @Override
    public List<Served> methods() {
      return List.of(
          new ServedSoftPrompt(),
          new ServedPrefix(),
          new ServedLora(),
          new ServedIa3(),
          new ServedBitFit(),
          new ServedBottleneck());
    }
  };

  private final String key;

  Signatures(String key) {
    this.key = key;
  }

  /** The signature's key in the SavedModel. */
  public String key() {
    return key;
  }

  /** New instances of what serves its methods. */
  public abstract List<Served> methods();
}
