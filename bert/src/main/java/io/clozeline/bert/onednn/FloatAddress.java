package io.clozeline.bert.onednn;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer to numbers that is moved instead of made anew for each call. */
final class FloatAddress extends FloatPointer {
  FloatAddress() {
    super((Pointer) null);
  }

  FloatAddress at(long bytes) {
    address = bytes;
    return this;
  }
}
