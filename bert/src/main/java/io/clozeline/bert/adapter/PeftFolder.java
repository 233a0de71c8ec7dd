package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.method.Methods;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

  /** What PEFT puts before the model's own names, where it was {@code BertModel} itself. */
  private static final String WITHOUT_HEAD = ".encoder.";

  private static final String WITH_HEAD = ".bert.encoder.";

  /** An adapter of somebody else has no digest before it is written here. */
  private static final String FOREIGN = "";

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
    PeftConfig peft = PeftConfig.parse(Files.readString(folder.resolve(CONFIG)));
    checkBase(peft.baseModel(), base);
    checkHead(peft, purpose);
    SafeTensors file = open(folder.resolve(TENSORS));
    var config =
        new AdapterConfig(
            base.name(),
            base.weightsDigest(),
            purpose.task(),
            peft.method(),
            purpose.labels(),
            purpose.prompt());
    Adapter adapter =
        new AdapterReader(file, base, config, name -> stored(file, name)).read(FOREIGN);
    return AdapterFile.write(config, base, adapter.tensors(), adapter.classifier());
  }

  private static String config(Adapter adapter, ModelInfo base) {
    String taskType =
        adapter.config().prompt()
            ? Methods.format(adapter.method()).taskTypeWithoutHead()
            : PeftConfig.PER_TOKEN;
    var config = new PeftConfig(adapter.config().baseModel(), adapter.method(), taskType);
    return config.toJson(base).toPrettyString() + "\n";
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

  private static void checkHead(PeftConfig config, Purpose purpose) {
    if (!purpose.prompt() && PeftConfig.POOLED.equals(config.taskType())) {
      throw new AdapterException(
          Reason.UNSUPPORTED,
          "its head reads BERT's pooler (SEQ_CLS); heads here read a token's last vector"
              + " (TOKEN_CLS)");
    }
  }

  private static String stored(SafeTensors file, String name) {
    return file.find(name).isPresent() ? name : name.replace(WITH_HEAD, WITHOUT_HEAD);
  }

  private static SafeTensors open(Path file) throws IOException {
    try {
      return SafeTensors.read(Files.readAllBytes(file));
    } catch (SafeTensorsException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
  }
}
