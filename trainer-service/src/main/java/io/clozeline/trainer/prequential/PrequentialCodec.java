package io.clozeline.trainer.prequential;

import io.clozeline.events.codec.BinaryCodec;
import io.clozeline.events.codec.Codec;

/** The store's format: one version byte, then CBOR. */
final class PrequentialCodec implements Codec<Prequential> {
  private static final BinaryCodec<Prequential.Snapshot> CODEC =
      BinaryCodec.of(Prequential.Snapshot.class);

  @Override
  public byte[] encode(Prequential value) {
    return CODEC.encode(value.snapshot());
  }

  @Override
  public Prequential decode(byte[] bytes) {
    return new Prequential(CODEC.decode(bytes));
  }
}
