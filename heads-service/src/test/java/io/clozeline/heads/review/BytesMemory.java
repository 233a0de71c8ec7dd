package io.clozeline.heads.review;

import java.util.HashMap;
import java.util.Map;

/** A memory that keeps bytes, as a store does. */
final class BytesMemory implements ReviewMemory {
  private final Map<String, byte[]> states = new HashMap<>();
  private final Map<String, byte[]> all = new HashMap<>();

  @Override
  public ReviewState state(String task) {
    byte[] bytes = states.get(task);
    return bytes == null ? null : ReviewState.CODEC.decode(bytes);
  }

  @Override
  public void put(String task, ReviewState state) {
    states.put(task, ReviewState.CODEC.encode(state));
  }

  @Override
  public Sent sent(String task) {
    byte[] bytes = all.get(task);
    return bytes == null ? null : Sent.CODEC.decode(bytes);
  }

  @Override
  public void put(String task, Sent sent) {
    all.put(task, Sent.CODEC.encode(sent));
  }
}
