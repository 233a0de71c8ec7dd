package io.clozeline.deploy.command;

import java.security.SecureRandom;

/** Names that no other run has. */
final class RunId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunId() {}

  /** {@code kind-}, the time, and something random: lower-case letters and digits. */
  static String fresh(String kind) {
    return kind
        + "-"
        + Long.toString(System.currentTimeMillis(), 36)
        + Integer.toString(RANDOM.nextInt(36 * 36, 36 * 36 * 36), 36);
  }
}
