package io.clozeline.events;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A share of the documents, chosen by their ids alone: the same ones wherever it is asked. */
public final class Share {
  /** Apart from every other choice that is made by the id. */
  private static final byte[] SALT = "shadow ".getBytes(StandardCharsets.UTF_8);

  private static final double ALL = 1L << 32;

  private Share() {}

  /** Whether there is such a share: above 0 and up to 1. */
  public static boolean allows(double share) {
    return share > 0 && share <= 1;
  }

  /** Whether the document {@code id} is of that share. */
  public static boolean has(String id, double share) {
    var hash = new CRC32();
    hash.update(SALT);
    hash.update(id.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() < share * ALL;
  }
}
