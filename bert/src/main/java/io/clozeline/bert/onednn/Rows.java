package io.clozeline.bert.onednn;

import java.nio.FloatBuffer;

/** A matrix in native memory that is as high as the highest batch so far. */
final class Rows implements AutoCloseable {
  private final int width;
  private Numbers numbers;
  private int height;

  Rows(int width) {
    this.width = width;
  }

  /**
   * Makes room for {@code rows}; what was in it is lost when it has to grow. It grows in few steps,
   * since each may leave a hole in the process's memory.
   */
  void reserve(int rows) {
    if (rows > height) {
      int higher = Math.max(rows, 2 * height);
      close();
      numbers = new Numbers((long) higher * width);
      height = higher;
    }
  }

  /** Where a row begins. */
  long at(int row) {
    return at(row, 0);
  }

  long at(int row, int column) {
    return numbers.at((long) row * width + column);
  }

  void put(int row, float[] vector) {
    buffer().put(row * width, vector);
  }

  void get(int row, float[] vector) {
    buffer().get(row * width, vector);
  }

  /** Copies a row of {@code other}, which is as wide. */
  void copy(int row, Rows other, int from) {
    buffer().put(row * width, other.buffer(), from * width, width);
  }

  /** Makes the numbers from one row to before another zero. */
  void clear(int from, int to) {
    for (int i = from * width; i < to * width; i++) {
      buffer().put(i, 0);
    }
  }

  private FloatBuffer buffer() {
    return numbers.buffer();
  }

  @Override
  public void close() {
    if (numbers != null) {
      numbers.close();
      numbers = null;
      height = 0;
    }
  }
}
