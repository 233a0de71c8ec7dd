package io.clozeline.deploy.secure;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The secrets of one chain, in a folder that only its owner can open. {@code passwords.properties}
 * is the source: what is missing there is drawn anew; every other file follows from it, one for
 * each process, with no more in it than that process needs.
 */
public record Secrets(Path folder) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String TOKEN = "http";
  private static final String STORE = "keystore";

  /** The secrets in {@code folder}; draws those that are missing. */
  public static Secrets prepare(Path folder) throws IOException {
    var secrets = new Secrets(folder);
    PrivateFiles.folder(folder);
    Map<String, String> drawn = secrets.draw();
    String store = drawn.get(STORE);
    if (!Certificate.good(secrets.keystore(), store) || !Files.exists(secrets.authority())) {
      Certificate.issue(secrets.keystore(), store, secrets.authority());
    }
    PrivateFiles.write(secrets.token(), drawn.get(TOKEN));
    for (Principal principal : Principal.values()) {
      String password = drawn.get(principal.text());
      PrivateFiles.write(
          secrets.file(principal),
          principal == Principal.BROKER
              ? BrokerFile.of(secrets, password, store)
              : ClientFile.of(secrets, principal, password));
    }
    PrivateFiles.write(secrets.credentials(), StoredCredentials.of(drawn));
    return secrets;
  }

  /** What a process of that principal is given: Kafka settings, and for HTTP. */
  public Path file(Principal principal) {
    return folder.resolve(principal.text() + ".properties");
  }

  /** The HTTP token, and nothing else. */
  Path token() {
    return folder.resolve("http-token");
  }

  /** The broker's key and certificate. */
  Path keystore() {
    return folder.resolve("broker.p12");
  }

  /** The certificate of the authority, which clients trust. */
  Path authority() {
    return folder.resolve("authority.pem");
  }

  /** What the broker knows of the passwords: salted and hashed. */
  Path credentials() {
    return folder.resolve("credentials.properties");
  }

  private Map<String, String> draw() throws IOException {
    Path file = folder.resolve("passwords.properties");
    var present = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        present.load(in);
      }
    }
    Map<String, String> all = new TreeMap<>();
    for (Principal principal : Principal.values()) {
      all.put(principal.text(), present.getProperty(principal.text(), random()));
    }
    all.put(TOKEN, present.getProperty(TOKEN, random()));
    all.put(STORE, present.getProperty(STORE, random()));
    PrivateFiles.write(file, all);
    return all;
  }

  /** 256 bits, in letters that need no quoting anywhere. */
  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
