package io.clozeline.deploy.command;

import io.clozeline.deploy.client.ShippedTasks;
import io.clozeline.deploy.evaluate.LabelledSet;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which labelled texts a load is made of. */
final class LabelledOptions {
  private static final String TASK = "sentiment";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "TSV with the columns text and label, 0 or negative and 1 or positive; .gz is read too"
              + " (default: the review sentences of the demo).")
  private Path file;

  /** The texts with the labels of the shipped task for sentiment. */
  LabelledSet read() throws IOException {
    return file == null
        ? LabelledSet.shipped()
        : LabelledSet.read(file).withLabels(ShippedTasks.read(TASK).labels());
  }
}
