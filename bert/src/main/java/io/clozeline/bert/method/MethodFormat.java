package io.clozeline.bert.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.bert.ModelInfo;
import java.util.List;

/**
 * A method in PEFT's {@code adapter_config.json}. What every configuration has, such as the base
 * model's name, is not its business.
 *
 * @see <a href="https://huggingface.co/docs/peft/developer_guides/checkpoint">PEFT checkpoints</a>
 */
public interface MethodFormat {
  /**
   * PEFT's {@code peft_type}, or one that PEFT does not know for a method that it does not have.
   */
  String peftType();

  /** Whether PEFT has the method. */
  default boolean inPeft() {
    return true;
  }

  /** Whether {@link #write} can write it. */
  boolean writes(Method method);

  /** Adds the settings of a method that it {@link #writes}. */
  void write(Method method, ModelInfo base, ObjectNode json);

  /**
   * Reads the settings.
   *
   * @throws MethodFormatException when they are missing, or mean what nothing here does
   */
  Method read(JsonNode json);

  /**
   * PEFT's {@code task_type} of an adapter without a head; null where PEFT needs none to apply it.
   */
  default String taskTypeWithoutHead() {
    return null;
  }

  /** Where the base model's modules are named in files. */
  default String base() {
    return ModuleNames.BASE;
  }

  /**
   * Refuses settings that change what the numbers mean.
   *
   * @param names of settings that must be absent, null, false or empty
   */
  static void requireOff(JsonNode json, List<String> names) {
    for (String name : names) {
      JsonNode value = json.path(name);
      boolean off =
          value.isMissingNode()
              || value.isNull()
              || (value.isBoolean() && !value.booleanValue())
              || (value.isContainerNode() && value.isEmpty());
      if (!off) {
        throw MethodFormatException.unsupported(
            "the PEFT config has %s %s, expected none".formatted(name, value));
      }
    }
  }

  /** Refuses another value than the one that is known. */
  static void expect(JsonNode json, String name, String value) {
    if (!json.path(name).asText().equals(value)) {
      throw MethodFormatException.unsupported(
          "the PEFT config has %s %s, expected %s".formatted(name, json.path(name), value));
    }
  }

  /** A whole number above zero. */
  static int count(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isInt() || value.intValue() < 1) {
      throw MethodFormatException.malformed(
          "the PEFT config has %s %s, expected a whole number above zero".formatted(name, value));
    }
    return value.intValue();
  }
}
