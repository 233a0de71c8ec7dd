package io.clozeline.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What an operator decides about HTTP. */
@ConfigMapping(prefix = "clozeline.http")
public interface AccessConfig {
  /** The token that a request has to carry; set this or {@link #tokenFile}, not both. */
  Optional<String> token();

  /** A file that holds the token and nothing else. */
  Optional<Path> tokenFile();

  /** How often the service may be asked. */
  Rate rateLimit();

  /** Requests a second in the long run, and how many may come at once. */
  interface Rate {
    @WithDefault("50")
    double perSecond();

    @WithDefault("100")
    int burst();
  }

  /**
   * The token, wherever it stands.
   *
   * @throws IllegalStateException when it stands twice, cannot be read, or is easy to guess
   */
  default Optional<AccessToken> accessToken() {
    if (token().isPresent() && tokenFile().isPresent()) {
      throw new IllegalStateException(
          "clozeline.http.token and clozeline.http.token-file are both set; set one");
    }
    return token().or(() -> tokenFile().map(AccessConfig::read)).map(AccessToken::of);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException("clozeline.http.token-file cannot be read: " + file, e);
    }
  }
}
