package io.clozeline.deploy.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {
  private Secrets secrets;

  @BeforeAll
  void prepare(@TempDir Path folder) throws IOException {
    secrets = Secrets.prepare(folder.resolve("secure"));
  }

  @Test
  void onlyTheOwnerCanOpenThem() throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    assertEquals("rwx------", permissions(secrets.folder()));
    for (Path file : files()) {
      assertEquals("rw-------", permissions(file), file.toString());
    }
  }

  @Test
  void eachFileHoldsThePasswordOfItsOwnerAlone() throws IOException {
    Map<String, String> passwords = passwords();
    for (Principal owner : Principal.values()) {
      String file = text(secrets.file(owner));
      for (Principal other : Principal.values()) {
        assertEquals(
            owner == other, file.contains(passwords.get(other.text())), owner + ", " + other);
      }
      assertFalse(file.contains(passwords.get("http")));
    }
    passwords.values().forEach(p -> assertFalse(credentials().contains(p)));
  }

  @Test
  void aPasswordIsLongAndNoTwoAreTheSame() throws IOException {
    Map<String, String> passwords = passwords();
    assertEquals(passwords.size(), passwords.values().stream().distinct().count());
    passwords.values().forEach(p -> assertEquals(43, p.length()));
  }

  @Test
  void areKeptFromOneStartToTheNextButForWhatWasTakenOut(@TempDir Path folder) throws IOException {
    // Given
    var first = Secrets.prepare(folder);
    Path source = folder.resolve("passwords.properties");
    String keystore = first.keystore().toString();
    byte[] store = Files.readAllBytes(first.keystore());
    Map<String, Object> heads = ClientFile.read(first.file(Principal.HEADS)).kafka();
    Map<String, Object> encoder = ClientFile.read(first.file(Principal.ENCODER)).kafka();
    Files.writeString(source, Files.readString(source).replaceAll("(?m)^heads=.*\\R", ""));
    // When
    Secrets.prepare(folder);
    // Then
    assertEquals(encoder, ClientFile.read(first.file(Principal.ENCODER)).kafka());
    assertNotEquals(heads, ClientFile.read(first.file(Principal.HEADS)).kafka());
    assertTrue(Arrays.equals(store, Files.readAllBytes(Path.of(keystore))));
    assertFalse(Files.exists(folder.resolve("issuing.p12")));
  }

  @Test
  void theCertificateIsForThisMachineAndItsAuthorityCanSignNoMore() throws Exception {
    // Given
    var stored = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(secrets.keystore())) {
      stored.load(in, passwords().get("keystore").toCharArray());
    }
    X509Certificate authority;
    try (InputStream in = Files.newInputStream(secrets.authority())) {
      authority = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    // When
    var broker = (X509Certificate) stored.getCertificate("broker");
    // Then
    broker.verify(authority.getPublicKey());
    assertEquals(
        List.of("127.0.0.1", "localhost"),
        broker.getSubjectAlternativeNames().stream().map(name -> name.get(1)).toList());
    assertEquals(-1, broker.getBasicConstraints());
    assertEquals(List.of("broker"), Collections.list(stored.aliases()));
  }

  private String credentials() {
    try {
      return text(secrets.credentials());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> passwords() throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(secrets.folder().resolve("passwords.properties"))) {
      properties.load(in);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(n -> n, properties::getProperty));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(secrets.folder())) {
      return files.toList();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
