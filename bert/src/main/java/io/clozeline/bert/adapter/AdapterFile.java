package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.adapter.AdapterException.Reason;
import io.clozeline.bert.head.LinearHead;
import io.clozeline.bert.safetensors.SafeTensors;
import io.clozeline.bert.safetensors.SafeTensorsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Adapters as safetensors bytes with the tensor names of Hugging Face PEFT. PEFT keeps its
 * configuration in a file of its own; here it is the metadata {@code adapter_config}, so that one
 * digest names everything. Numbers may be F32, F16 or BF16 when read, and are F32 when written.
 */
public final class AdapterFile {
  private AdapterFile() {}

  /**
   * The bytes of an adapter; the same adapter always gives the same bytes.
   *
   * @param classifier null when the task answers through a prompt
   * @param tensors the method's, by name, row by row
   * @throws IllegalArgumentException when tensors are missing, left over or of another size, or the
   *     head is not the one of the configuration
   * @throws AdapterException when a number is not finite
   */
  public static byte[] write(
      AdapterConfig config, ModelInfo base, Map<String, float[]> tensors, LinearHead classifier) {
    return new AdapterWriter(config, base).write(tensors, classifier);
  }

  /**
   * Reads and checks an adapter.
   *
   * @throws AdapterException when the bytes are malformed, or the adapter does not fit the base
   *     model
   */
  public static Adapter read(byte[] safetensors, ModelInfo base) {
    SafeTensors file;
    try {
      file = SafeTensors.read(safetensors);
    } catch (SafeTensorsException e) {
      throw new AdapterException(Reason.MALFORMED, e.getMessage(), e);
    }
    return new AdapterReader(file, base).read(digest(safetensors));
  }

  /**
   * Reads and checks an adapter that was asked for by its digest.
   *
   * @throws AdapterException as above, and when the bytes have another digest
   */
  public static Adapter read(String digest, byte[] safetensors, ModelInfo base) {
    String actual = digest(safetensors);
    if (!actual.equals(digest)) {
      throw new AdapterException(
          Reason.WRONG_DIGEST, "the bytes have the digest " + actual + ", expected " + digest);
    }
    return read(safetensors, base);
  }

  /**
   * The task that an adapter is for, whatever its base model.
   *
   * @throws AdapterException when the bytes are malformed
   */
  public static String task(byte[] safetensors) {
    return config(safetensors).task();
  }

  /**
   * What an adapter is for, whatever its base model; its tensors are not looked at.
   *
   * @throws AdapterException when the bytes are malformed
   */
  public static AdapterConfig config(byte[] safetensors) {
    try {
      return AdapterMetadata.read(SafeTensors.read(safetensors).metadata());
    } catch (SafeTensorsException e) {
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
}
