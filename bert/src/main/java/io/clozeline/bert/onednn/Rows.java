package io.clozeline.bert.onednn;

/** A matrix in native memory that is as high as the highest batch so far. */
final class Rows implements AutoCloseable {
  private final Format format;
  private final int width;
  private Numbers numbers;
  private int height;

  Rows(Format format, int width) {
    this.format = format;
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
      numbers = new Numbers(format, (long) higher * width);
      height = higher;
    }
  }

  /** Numbers from one row to the next. */
  int width() {
    return width;
  }

  /** Where a row begins. */
  long at(int row) {
    return at(row, 0);
  }

  long at(int row, int column) {
    return numbers.at((long) row * width + column);
  }

  void put(int row, float[] vector) {
    numbers.put(row * width, vector);
  }

  void get(int row, float[] vector) {
    numbers.get(row * width, vector);
  }

  /** Copies a row of {@code other}, which is as wide and of the same format. */
  void copy(int row, Rows other, int from) {
    numbers.copy(row * width, other.numbers, from * width, width);
  }

  /** Makes the numbers from one row to before another zero. */
  void clear(int from, int to) {
    numbers.clear(from * width, to * width);
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
