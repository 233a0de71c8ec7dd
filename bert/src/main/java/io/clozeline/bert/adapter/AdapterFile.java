package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.safetensors.Floats;
import io.clozeline.bert.safetensors.SafetensorsException;
import io.clozeline.bert.safetensors.SafetensorsHeader;
import io.clozeline.bert.safetensors.SafetensorsWriter;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Adapters as safetensors bytes with the tensor names of Hugging Face PEFT for a BERT sequence
 * classifier; PEFT's {@code adapter_config.json} and what Clozeline adds to it stand in the file's
 * metadata.
 */
public final class AdapterFile {
  private static final String CLASSIFIER_WEIGHT = "base_model.model.classifier.weight";
  private static final String CLASSIFIER_BIAS = "base_model.model.classifier.bias";

  private static final Comparator<LoraKey> ORDER =
      Comparator.comparingInt(LoraKey::layer).thenComparing(LoraKey::target);

  private AdapterFile() {}

  /**
   * The bytes of an adapter; the same adapter always gives the same bytes.
   *
   * @param classifier null when the task answers through a prompt
   */
  public static byte[] write(
      AdapterConfig config, Map<LoraKey, LoraFactors> factors, LinearHead classifier) {
    var writer = new SafetensorsWriter();
    AdapterMetadata.of(config).forEach(writer::metadata);
    factors.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(entry -> put(writer, entry.getKey(), entry.getValue()));
    if (classifier != null) {
      put(writer, classifier);
    }
    var out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toByteArray();
  }

  /**
   * Reads and checks an adapter.
   *
   * @throws AdapterException when the bytes are malformed, or the adapter does not fit the base
   *     model
   */
  public static Adapter read(byte[] safetensors, ModelInfo base) {
    try {
      var header = SafetensorsHeader.read(safetensors);
      AdapterConfig config = AdapterMetadata.read(header.metadata());
      requireBase(config, base);
      var tensors = new AdapterTensors(safetensors, header);
      Map<LoraKey, LoraFactors> factors = factors(tensors, config, base);
      LinearHead classifier = config.prompt() ? null : classifier(tensors, config, base);
      tensors.requireNoOther();
      return new Adapter(digest(safetensors), config, factors, classifier);
    } catch (SafetensorsException | IllegalArgumentException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  /** The sha-256 of the bytes, in hex: the adapter's name. */
  public static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static void requireBase(AdapterConfig config, ModelInfo base) {
    if (!config.baseDigest().equals(base.weightsDigest())) {
      throw new AdapterException(
          Reason.WRONG_BASE,
          "trained on "
              + config.baseModel()
              + " with the digest "
              + config.baseDigest()
              + ", the base model here is "
              + base.name()
              + " with "
              + base.weightsDigest());
    }
  }

  private static Map<LoraKey, LoraFactors> factors(
      AdapterTensors tensors, AdapterConfig config, ModelInfo base) {
    Map<LoraKey, LoraFactors> factors = new HashMap<>();
    Set<Target> targets = new HashSet<>(config.targets());
    for (int layer = 0; layer < base.layers(); layer++) {
      for (Target target : targets) {
        int in = target == Target.OUTPUT ? base.intermediate() : base.hidden();
        int out = target == Target.INTERMEDIATE ? base.intermediate() : base.hidden();
        var key = new LoraKey(layer, target);
        float[] a = tensors.floats(name(key, 'A'), config.r(), in);
        float[] b = tensors.floats(name(key, 'B'), out, config.r());
        factors.put(key, new LoraFactors(a, b, in, out, config.r()));
      }
    }
    return factors;
  }

  private static LinearHead classifier(
      AdapterTensors tensors, AdapterConfig config, ModelInfo base) {
    int labels = config.labels().size();
    int hidden = base.hidden();
    float[] flat = tensors.floats(CLASSIFIER_WEIGHT, labels, hidden);
    float[][] weight = new float[labels][];
    for (int label = 0; label < labels; label++) {
      weight[label] = java.util.Arrays.copyOfRange(flat, label * hidden, (label + 1) * hidden);
    }
    return new LinearHead(weight, tensors.floats(CLASSIFIER_BIAS, labels));
  }

  private static void put(SafetensorsWriter writer, LoraKey key, LoraFactors factors) {
    writer.tensor(name(key, 'A'), Floats.of(factors.a()), factors.r(), factors.in());
    writer.tensor(name(key, 'B'), Floats.of(factors.b()), factors.out(), factors.r());
  }

  private static void put(SafetensorsWriter writer, LinearHead classifier) {
    float[][] weight = classifier.weight();
    int hidden = weight[0].length;
    float[] flat = new float[weight.length * hidden];
    for (int label = 0; label < weight.length; label++) {
      System.arraycopy(weight[label], 0, flat, label * hidden, hidden);
    }
    writer.tensor(CLASSIFIER_WEIGHT, Floats.of(flat), weight.length, hidden);
    writer.tensor(CLASSIFIER_BIAS, Floats.of(classifier.bias()), weight.length);
  }

  private static String name(LoraKey key, char factor) {
    return "base_model.model.bert.encoder.layer."
        + key.layer()
        + "."
        + key.target().module()
        + ".lora_"
        + factor
        + ".weight";
  }
}
