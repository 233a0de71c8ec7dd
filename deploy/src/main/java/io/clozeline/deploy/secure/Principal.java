package io.clozeline.deploy.secure;

import java.util.Locale;

/** Who has a name and a password at the broker. */
public enum Principal {
  TOKENIZER,
  ENCODER,
  HEADS,
  TRAINER,
  /** The command line, and any program of an operator. */
  CLIENT,
  /** Set-up: topics and rights; nothing is closed to it. */
  ADMIN,
  /** The broker to itself. */
  BROKER;

  /** Its name, for example {@code tokenizer}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
