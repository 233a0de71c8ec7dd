package io.clozeline.bert.onednn;

/** Numbers of rows for which operations are compiled, so that they are few. */
final class Steps {
  /** More than this is never added to a number of rows. */
  static final int MOST = 64;

  private Steps() {}

  /** The least of them that is not below {@code rows}. */
  static int up(int rows) {
    return up(rows, rows <= 128 ? 8 : rows <= 512 ? 16 : rows <= 1024 ? 32 : MOST);
  }

  /** The least multiple of {@code step} that is not below {@code rows}. */
  static int up(int rows, int step) {
    return (rows + step - 1) / step * step;
  }
}
