package io.clozeline.bert.onednn;

import org.bytedeco.javacpp.Pointer;

/** A pointer that is moved instead of made anew for each call. */
final class Address extends Pointer {
  Address() {
    super((Pointer) null);
  }

  Address at(long bytes) {
    address = bytes;
    return this;
  }
}
