package io.clozeline.bert.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.method.Methods;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsException;
import io.clozeline.bert.safetensors.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An adapter as Hugging Face PEFT keeps it: a folder with {@code adapter_config.json} and {@code
 * adapter_model.safetensors}. A linear head reads a token's last vector, as that of {@code
 * BertForTokenClassification} does; that of {@code BertForSequenceClassification} reads what a
 * pooler makes of the first one, which is another thing.
 *
 * @see <a href="https://huggingface.co/docs/peft/developer_guides/checkpoint">PEFT checkpoints</a>
 */
public final class PeftFolder {
  private static final String CONFIG = "adapter_config.json";
  private static final String TENSORS = "adapter_model.safetensors";
  private static final String TASK_TYPE = "task_type";
  private static final String POOLED = "SEQ_CLS";
  private static final String PER_TOKEN = "TOKEN_CLS";

  /** What PEFT puts before the model's own names, where it was {@code BertModel} itself. */
  private static final String WITHOUT_HEAD = ".encoder.";

  private static final String WITH_HEAD = ".bert.encoder.";

  private PeftFolder() {}

  /**
   * What a folder does not say.
   *
   * @param task that the adapter is for
   * @param labels as an {@link AdapterConfig} names them
   * @param prompt whether the masked-LM head answers
   */
  public record Purpose(String task, List<String> labels, boolean prompt) {
    public Purpose {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Writes an adapter.
   *
   * @throws AdapterException when PEFT does not have its method
   */
  public static void write(byte[] adapter, ModelInfo base, Path folder) throws IOException {
    Adapter read = AdapterFile.read(adapter, base);
    if (!Methods.format(read.method()).inPeft()) {
      throw new AdapterException(
          Reason.UNSUPPORTED, "PEFT does not have the method " + read.method().text());
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(CONFIG), config(read, base));
    Files.write(folder.resolve(TENSORS), adapter);
  }

  /**
   * Reads a folder.
   *
   * @return the adapter as {@link AdapterFile} writes it
   * @throws AdapterException when it is none, or does not fit the base model or its purpose
   */
  public static byte[] read(Path folder, ModelInfo base, Purpose purpose) throws IOException {
    String config = Files.readString(folder.resolve(CONFIG));
    PeftConfig peft = PeftConfig.parse(config);
    checkBase(peft.baseModel(), base);
    checkHead(config, purpose);
    var method = peft.method();
    try {
      method.requireFit(base);
    } catch (IllegalArgumentException e) {
      throw new AdapterException(Reason.WRONG_SHAPE, e.getMessage(), e);
    }
    SafeTensors file = open(folder.resolve(TENSORS));
    Set<String> unread = new LinkedHashSet<>(file.names());
    Map<String, float[]> tensors = new LinkedHashMap<>();
    method
        .shapes(base)
        .forEach((name, shape) -> tensors.put(name, floats(file, unread, name, shape)));
    var adapter =
        new AdapterConfig(
            base.name(),
            base.weightsDigest(),
            purpose.task(),
            method,
            purpose.labels(),
            purpose.prompt());
    LinearHead head = purpose.prompt() ? null : head(file, unread, adapter, base);
    if (!unread.isEmpty()) {
      throw new AdapterException(
          Reason.UNEXPECTED_TENSOR,
          "tensor '%s' belongs to no layer, target or head of this adapter"
              .formatted(unread.iterator().next()));
    }
    return AdapterFile.write(adapter, base, tensors, head);
  }

  private static String config(Adapter adapter, ModelInfo base) {
    boolean linear = !adapter.config().prompt();
    try {
      String text = PeftConfig.of(adapter.config()).toJson(base, linear);
      ObjectNode json = (ObjectNode) StrictJson.parse(text);
      json.put(TASK_TYPE, linear ? PER_TOKEN : null);
      return json.toPrettyString() + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written here cannot be read", e);
    }
  }

  /** Hubs put an owner before the name, and disks a path. */
  private static void checkBase(String named, ModelInfo base) {
    String last = named.substring(named.replace('\\', '/').lastIndexOf('/') + 1);
    if (!last.equals(base.name())) {
      throw new AdapterException(
          Reason.WRONG_BASE,
          "the adapter was trained on %s, expected %s".formatted(named, base.name()));
    }
  }

  private static void checkHead(String config, Purpose purpose) {
    try {
      JsonNode type = StrictJson.parse(config).path(TASK_TYPE);
      if (!purpose.prompt() && type.asText().equals(POOLED)) {
        throw new AdapterException(
            Reason.UNSUPPORTED,
            "its head reads BERT's pooler (SEQ_CLS); heads here read a token's last vector"
                + " (TOKEN_CLS)");
      }
    } catch (JsonProcessingException e) {
      throw new AdapterException(Reason.MALFORMED, "the PEFT config is not JSON", e);
    }
  }

  private static LinearHead head(
      SafeTensors file, Set<String> unread, AdapterConfig config, ModelInfo base) {
    int labels = config.labels().size();
    int hidden = base.hidden();
    float[] weight =
        floats(file, unread, HeadNames.weight(config.method()), new long[] {labels, hidden});
    float[] bias = floats(file, unread, HeadNames.bias(config.method()), new long[] {labels});
    float[][] rows = new float[labels][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(weight, row * hidden, (row + 1) * hidden));
    return new LinearHead(rows, bias);
  }

  private static float[] floats(SafeTensors file, Set<String> unread, String name, long[] shape) {
    String without = name.replace(WITH_HEAD, WITHOUT_HEAD);
    String there = file.find(name).isPresent() ? name : without;
    Optional<StoredTensor> tensor = file.find(there);
    if (tensor.isEmpty()) {
      throw new AdapterException(
          Reason.INCOMPLETE,
          "tensor '%s' of shape %s is missing".formatted(name, Arrays.toString(shape)));
    }
    if (!tensor.get().hasShape(shape)) {
      throw new AdapterException(
          Reason.WRONG_SHAPE,
          "tensor '%s' has the shape %s, expected %s"
              .formatted(there, tensor.get().shape(), Arrays.toString(shape)));
    }
    unread.remove(there);
    try {
      return AdapterReader.finite(there, tensor.get().floats());
    } catch (SafeTensorsException e) {
      throw new AdapterException(Reason.UNSUPPORTED, e.getMessage(), e);
    }
  }

  private static SafeTensors open(Path file) throws IOException {
    try {
      return SafeTensors.read(Files.readAllBytes(file));
    } catch (SafeTensorsException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
  }
}
