package io.clozeline.deploy.secure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The broker's certificate for 127.0.0.1 and localhost. Its authority signs this one and is thrown
 * away: nobody, we included, can make another that the clients of this chain would trust.
 */
final class Certificate {
  private static final int DAYS = 825;
  private static final Duration EARLY = Duration.ofDays(30);
  private static final String AUTHORITY = "authority";
  private static final String BROKER = Principal.BROKER.text();
  private static final String PASSWORD = "CLOZELINE_STORE_PASSWORD";

  private Certificate() {}

  /**
   * Whether {@code store} holds a certificate that is good for another month.
   *
   * @param password of the store; a store that it does not open is not good
   */
  static boolean good(Path store, String password) {
    if (!Files.exists(store)) {
      return false;
    }
    try {
      var broker = (X509Certificate) open(store, password).getCertificate(BROKER);
      return broker != null && broker.getNotAfter().toInstant().isAfter(Instant.now().plus(EARLY));
    } catch (IOException | GeneralSecurityException damaged) {
      return false;
    }
  }

  /** Makes a new one: {@code store} for the broker, {@code authority} for its clients, as PEM. */
  static void issue(Path store, String password, Path authority) throws IOException {
    Path whole = store.resolveSibling("issuing.p12");
    try {
      Files.deleteIfExists(whole);
      keytool(
          whole,
          password,
          List.of("-alias", AUTHORITY, "-dname", "CN=Clozeline local authority"),
          List.of("-ext", "bc:critical=ca:true,pathlen:0", "-ext", "ku:critical=keyCertSign"));
      keytool(
          whole,
          password,
          List.of("-alias", BROKER, "-signer", AUTHORITY, "-dname", "CN=" + BROKER),
          List.of("-ext", "san=ip:127.0.0.1,dns:localhost", "-ext", "eku=serverAuth,clientAuth"));
      KeyStore both = open(whole, password);
      var chain = both.getCertificateChain(BROKER);
      char[] secret = password.toCharArray();
      var broker = KeyStore.getInstance("PKCS12");
      broker.load(null, null);
      broker.setKeyEntry(BROKER, both.getKey(BROKER, secret), secret, chain);
      var bytes = new ByteArrayOutputStream();
      broker.store(bytes, secret);
      PrivateFiles.write(store, bytes.toByteArray());
      PrivateFiles.write(authority, pem(both.getCertificate(AUTHORITY).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be made", e);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static void keytool(
      Path store, String password, List<String> subject, List<String> extensions)
      throws IOException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(program.toString(), "-genkeypair"));
    command.addAll(subject);
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-validity", Integer.toString(DAYS)));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:env", PASSWORD));
    command.addAll(extensions);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD, password);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static KeyStore open(Path store, String password)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(store)) {
      var opened = KeyStore.getInstance("PKCS12");
      opened.load(in, password.toCharArray());
      return opened;
    }
  }

  private static String pem(byte[] certificate) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
  }
}
