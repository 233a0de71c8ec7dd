package io.clozeline.bert.adapter;

import io.clozeline.bert.ModelInfo;
import io.clozeline.bert.head.LinearHead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Adapters as safetensors bytes with the tensor names of Hugging Face PEFT. */
public final class AdapterFile {
  private AdapterFile() {}

  /**
   * The bytes of an adapter; the same adapter always gives the same bytes.
   *
   * @param classifier null when the task answers through a prompt
   */
  public static byte[] write(
      AdapterConfig config, Map<LoraKey, LoraFactors> factors, LinearHead classifier) {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Reads and checks an adapter.
   *
   * @throws AdapterException when the bytes are malformed, or the adapter does not fit the base
   *     model
   */
  public static Adapter read(byte[] safetensors, ModelInfo base) {
    throw new UnsupportedOperationException("not yet");
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
