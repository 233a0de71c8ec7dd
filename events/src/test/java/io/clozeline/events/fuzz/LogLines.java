package io.clozeline.events.fuzz;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services' log lines while this is open, kept off the console: counts those with an error
 * code, and notes one that holds what no log may.
 */
public final class LogLines extends Handler implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("errorCode=([a-z-]+)");

  private final Logger logger = Logger.getLogger("io.clozeline");
  private final Map<String, Integer> byCode = new HashMap<>();
  private final AtomicReference<String> leak = new AtomicReference<>();
  private final String secret;

  /** Listens from now on; no line may hold {@code secret}. */
  public LogLines(String secret) {
    this.secret = secret;
    setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /** Lines by the error code in them. */
  public synchronized Map<String, Integer> byCode() {
    return Map.copyOf(byCode);
  }

  /** The first line that held the secret, null when there was none. */
  public String leak() {
    return leak.get();
  }

  @Override
  public synchronized void publish(LogRecord line) {
    String text = line.getMessage() + (line.getThrown() == null ? "" : line.getThrown());
    if (line.getParameters() != null) {
      text +=
          String.join(
              " ", java.util.Arrays.stream(line.getParameters()).map(String::valueOf).toList());
    }
    Matcher code = CODE.matcher(text);
    if (code.find()) {
      byCode.merge(code.group(1), 1, Integer::sum);
    }
    if (text.contains(secret) || text.lines().count() > 1) {
      leak.compareAndSet(null, text);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
