package io.clozeline.deploy.secure;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a Kafka client of a secured chain is configured with. As a file it is a configuration file
 * of a service: {@code kafka.*} for every Kafka client in it, {@code clozeline.http.*} for its
 * endpoints.
 *
 * @param kafka the settings without their prefix, bootstrap servers not among them
 * @param token what HTTP requests to the services carry
 */
public record ClientFile(Map<String, Object> kafka, Optional<String> token) {
  static final String MECHANISM = "SCRAM-SHA-512";

  private static final String PREFIX = "kafka.";
  private static final String TOKEN_FILE = "clozeline.http.token-file";

  public ClientFile {
    kafka = Map.copyOf(kafka);
  }

  /** Reads such a file. */
  public static ClientFile read(Path file) throws IOException {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, Object> kafka = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        kafka.put(name.substring(PREFIX.length()), properties.getProperty(name));
      }
    }
    String token = properties.getProperty(TOKEN_FILE);
    return new ClientFile(
        kafka,
        token == null ? Optional.empty() : Optional.of(Files.readString(Path.of(token)).strip()));
  }

  static Map<String, String> of(Secrets secrets, Principal principal, String password) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(PREFIX + "security.protocol", "SASL_SSL");
    settings.put(PREFIX + "sasl.mechanism", MECHANISM);
    settings.put(PREFIX + "sasl.jaas.config", login(principal, password));
    settings.put(PREFIX + "ssl.truststore.type", "PEM");
    settings.put(PREFIX + "ssl.truststore.location", secrets.authority().toString());
    if (principal != Principal.ADMIN) {
      settings.put(TOKEN_FILE, secrets.token().toString());
    }
    return settings;
  }

  static String login(Principal principal, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + principal.text()
        + "\" password=\""
        + password
        + "\";";
  }
}
