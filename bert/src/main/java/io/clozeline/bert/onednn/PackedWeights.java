package io.clozeline.bert.onednn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Laid-out weights in a file, one part after the other, each at a whole cache line: the number of
 * parts, the bytes of each, 64 bits each, then the parts. Processes that map the same file share
 * its memory.
 */
final class PackedWeights {
  private static final int LINE = 64;

  private PackedWeights() {}

  /**
   * Hands a file's parts out, in their order.
   *
   * @throws IOException also when the file is not whole
   */
  static Iterator<Memory> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      all.order(ByteOrder.LITTLE_ENDIAN);
      List<Long> sizes = sizes(file, all);
      long at = line(Long.BYTES * (1L + sizes.size()));
      List<Memory> parts = new ArrayList<>();
      for (long size : sizes) {
        parts.add(new Memory(all.slice((int) at, (int) size)));
        at = line(at + size);
      }
      return parts.iterator();
    }
  }

  private static List<Long> sizes(Path file, ByteBuffer all) throws IOException {
    List<Long> sizes = new ArrayList<>();
    long count = all.remaining() < Long.BYTES ? -1 : all.getLong();
    while (sizes.size() < count && all.remaining() >= Long.BYTES) {
      sizes.add(all.getLong());
    }
    long end = line(Long.BYTES * (1L + sizes.size()));
    for (long size : sizes) {
      end = line(end) + size;
    }
    if (sizes.size() != count || end != all.capacity()) {
      throw new IOException(file + " is not whole");
    }
    return sizes;
  }

  /** Writes a file as a whole or not at all. */
  static void write(Path file, List<Memory> parts) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var header =
            ByteBuffer.allocate(Long.BYTES * (1 + parts.size())).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(parts.size());
        parts.forEach(part -> header.putLong(part.bytes()));
        long at = line(write(channel, header.flip(), 0));
        for (Memory part : parts) {
          at = line(write(channel, part.buffer().duplicate(), at));
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static long write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
    return next;
  }

  private static long line(long at) {
    return (at + LINE - 1) / LINE * LINE;
  }
}
