package io.clozeline.deploy.evaluate.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** Reads one layout of files. */
interface ItemReader {
  /** How the names of such files end, without {@code .gz}. */
  String ending();

  /**
   * Reads all rows that {@code where} takes.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException with the line, when it is not such a file
   */
  List<Item> read(String name, BufferedReader reader, Where where) throws IOException;
}
