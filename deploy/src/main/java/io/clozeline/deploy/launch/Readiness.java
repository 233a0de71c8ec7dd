package io.clozeline.deploy.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a service over HTTP on loopback. */
public final class Readiness {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private Readiness() {}

  /** Whether the service says that it is ready. */
  public static boolean ready(int port) {
    try {
      return get(port, "/q/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The answer to a GET, for example of {@code /q/health/live}. */
  public static HttpResponse<String> get(int port, String path) throws IOException {
    return get(port, path, Optional.empty());
  }

  /** The answer to a GET that carries a token, for example of {@code /info}. */
  public static HttpResponse<String> get(int port, String path, Optional<String> token)
      throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(3));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
