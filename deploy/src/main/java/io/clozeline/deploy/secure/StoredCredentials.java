package io.clozeline.deploy.secure;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramCredential;
import org.apache.kafka.common.security.scram.ScramCredentialCallback;
import org.apache.kafka.common.security.scram.internals.ScramCredentialUtils;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;

/**
 * The broker's side of SCRAM: credentials, salted and hashed, from a file instead of from the
 * broker's own metadata. So a data folder that was first used without passwords can be secured, and
 * a password that was lost can be replaced without knowing it.
 */
public final class StoredCredentials implements AuthenticateCallbackHandler {
  /** The broker's setting that names the file. */
  static final String FILE = "clozeline.credentials.file";

  private static final int ITERATIONS = 8_192;

  private final Map<String, ScramCredential> credentials = new HashMap<>();

  /** What the file holds: for each principal of {@code passwords} its credential. */
  static Map<String, String> of(Map<String, String> passwords) {
    try {
      var scram = new ScramFormatter(ScramMechanism.SCRAM_SHA_512);
      Map<String, String> file = new HashMap<>();
      for (Principal principal : Principal.values()) {
        String password = passwords.get(principal.text());
        file.put(
            principal.text(),
            ScramCredentialUtils.credentialToString(
                scram.generateCredential(password, ITERATIONS)));
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }

  @Override
  public void configure(
      Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> logins) {
    var file = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of((String) settings.get(FILE)))) {
      file.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the credentials cannot be read", e);
    }
    for (String name : file.stringPropertyNames()) {
      credentials.put(name, ScramCredentialUtils.credentialFromString(file.getProperty(name)));
    }
  }

  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    String name = null;
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback asked) {
        name = asked.getDefaultName();
      } else if (callback instanceof ScramCredentialCallback asked) {
        asked.scramCredential(credentials.get(name));
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  @Override
  public void close() {
    credentials.clear();
  }
}
