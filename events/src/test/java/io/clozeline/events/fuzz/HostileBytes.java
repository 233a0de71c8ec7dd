package io.clozeline.events.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes: flips, overwrites, insertions, repetitions, losses and ends. */
final class HostileBytes {
  /** Ends of ranges, heads of open-ended, deep and long CBOR items, and what ends JSON's tokens. */
  private static final int[] TELLING = {
    0, 1, 0x7f, 0x80, 0xff, 0x1f, 0x3b, 0x5b, 0x5f, 0x7b, 0x9b, 0x9f, 0xbb, 0xbf, 0xc0, 0xd9, 0xf6,
    0xf9, 0xfb, 0xfe, '"', '\\', '{', '}', '[', ']', ',', ':', '-', 'e', '.'
  };

  private static final int MOST_INSERTED = 64;

  private HostileBytes() {}

  static byte[] change(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      bytes = once(bytes, random);
    }
    return bytes;
  }

  private static byte[] once(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(7)) {
      case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes[at] = (byte) telling(random);
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        byte[] inserted = new byte[1 + random.nextInt(MOST_INSERTED)];
        Arrays.fill(inserted, (byte) telling(random));
        return spliced(bytes, at, at, inserted);
      }
      case 5 -> {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(MOST_INSERTED));
        return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to)); // repeated
      }
      default -> {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(8));
        return spliced(bytes, at, to, new byte[0]); // lost
      }
    }
    return bytes;
  }

  private static int telling(Random random) {
    return TELLING[random.nextInt(TELLING.length)];
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
    byte[] out = new byte[bytes.length - (to - from) + inserted.length];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(inserted, 0, out, from, inserted.length);
    System.arraycopy(bytes, to, out, from + inserted.length, bytes.length - to);
    return out;
  }
}
