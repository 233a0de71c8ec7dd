package io.clozeline.bert.safetensors;

/** Numbers to write, wherever they are. */
public interface Floats {

  /** How many there are. */
  long size();

  /** Copies {@code count} of them, from {@code from} on, to the start of {@code into}. */
  void read(long from, float[] into, int count);

  /** The numbers of an array. */
  static Floats of(float[] values) {
    return new Floats() {
      @Override
      public long size() {
        return values.length;
      }

      @Override
      public void read(long from, float[] into, int count) {
        System.arraycopy(values, (int) from, into, 0, count);
      }
    };
  }
}
