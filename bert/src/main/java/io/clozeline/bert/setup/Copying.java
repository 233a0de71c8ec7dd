package io.clozeline.bert.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies streams to files and reports one progress over all of them. */
final class Copying {
  private final String step;
  private final long total;
  private final Progress progress;
  private long copied;

  Copying(String step, long total, Progress progress) {
    this.step = step;
    this.total = total;
    this.progress = progress;
    progress.report(step, 0);
  }

  void copy(InputStream in, Path file) throws IOException {
    byte[] buffer = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        copied += read;
        progress.report(step, Math.min(1, (double) copied / total));
      }
    }
  }
}
