package io.clozeline.events.codec;

import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;

/**
 * Walks CBOR (RFC 8949) once without building anything, so that hostile bytes are refused before
 * they cost anything: lengths that are not there, deep nesting, and tags, which these formats do
 * not use and whose chains Jackson reads in quadratic time.
 */
final class CborShape {
  private static final int DEPTH = 16;
  private static final int OPEN_ENDED = -1;
  private static final int BREAK = 0xff;

  private final byte[] bytes;
  private final long[] left = new long[DEPTH]; // items that each open container still takes
  private int depth = -1;
  private int at;

  private CborShape(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /**
   * Requires one item from byte {@code from} to the end.
   *
   * @throws EventException when there is something else
   */
  static void require(byte[] bytes, int from) {
    new CborShape(bytes, from).walk();
  }

  private void walk() {
    do {
      item();
      while (depth >= 0 && left[depth] == 0) {
        depth--;
      }
    } while (depth >= 0);
    if (at != bytes.length) {
      throw malformed("bytes after its end");
    }
  }

  private void item() {
    int head = next();
    if (head == BREAK) {
      endOpenEnded();
      return;
    }
    if (depth >= 0 && left[depth] > 0) {
      left[depth]--;
    }
    boolean openEnded = (head & 0x1f) == 0x1f;
    long argument = openEnded ? OPEN_ENDED : argument(head & 0x1f);
    switch (head >> 5) {
      case 0, 1, 7 -> refuse(openEnded, "an open-ended number");
      case 2, 3 -> string(argument);
      case 4 -> open(argument, 1);
      case 5 -> open(argument, 2);
      default -> throw malformed("a tag");
    }
  }

  private void endOpenEnded() {
    refuse(depth < 0 || left[depth] != OPEN_ENDED, "a break without a beginning");
    left[depth] = 0;
  }

  private void string(long length) {
    if (length == OPEN_ENDED) {
      open(length, 1);
    } else {
      requireThere(length);
      at += (int) length;
    }
  }

  private void open(long length, int itemsEach) {
    refuse(depth + 1 == DEPTH, "more than " + DEPTH + " levels");
    if (length != OPEN_ENDED) {
      requireThere(length); // an item has one byte or more
    }
    left[++depth] = length == OPEN_ENDED ? OPEN_ENDED : length * itemsEach;
  }

  private long argument(int info) {
    if (info < 24) {
      return info;
    }
    refuse(info > 27, "a reserved byte");
    long value = 0;
    for (int i = 1 << info - 24; i > 0; i--) {
      value = value << 8 | next();
    }
    return value;
  }

  private void requireThere(long length) {
    refuse(length < 0 || length > bytes.length - at, "a length beyond its end");
  }

  private int next() {
    refuse(at == bytes.length, "no end");
    return bytes[at++] & 0xff;
  }

  private static void refuse(boolean wrong, String what) {
    if (wrong) {
      throw malformed(what);
    }
  }

  private static EventException malformed(String what) {
    return new EventException(ErrorCode.MALFORMED_BINARY, "the record has " + what);
  }
}
