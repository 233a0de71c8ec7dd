package io.clozeline.bert.setup;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Unpacks TensorFlow's native libraries from their jar into the cache, once, and points the engine
 * there.
 */
public final class NativeSetup {
  private static final String LIBRARIES = "org/tensorflow/internal/c_api/";
  private static final String VERSION =
      "META-INF/maven/org.tensorflow/tensorflow-core-native/pom.properties";

  private NativeSetup() {}

  /**
   * The folder of the native libraries, unpacked now when the cache lacks it.
   *
   * @throws IllegalStateException when no natives for this platform are on the class path; the
   *     message names the artifact
   */
  public static Path prepare(Cache cache, Progress progress) {
    String classifier = classifier(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL library =
        NativeSetup.class
            .getClassLoader()
            .getResource(LIBRARIES + classifier + "/" + System.mapLibraryName("jnitensorflow"));
    if (library == null) {
      throw new IllegalStateException(
          "the native libraries of TensorFlow are not on the class path; add org.tensorflow:tensorflow-core-native with the"
              + " classifier "
              + classifier);
    }
    try (JarFile jar = jar(library)) {
      String version = version(jar);
      Path folder = cache.root().resolve("tensorflow").resolve(version + "-" + classifier);
      return PreparedFolder.prepare(folder, empty -> unpack(jar, classifier, empty, progress));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + library + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes the engine load the libraries of that folder, offline; call it before the first encoder
   * or trainer is opened.
   */
  public static void use(Path folder) {
    Path library = folder.resolve(System.mapLibraryName("jnitensorflow"));
    if (!Files.isRegularFile(library)) {
      throw new IllegalArgumentException(
          "no TensorFlow in "
              + folder
              + ": "
              + library.getFileName()
              + " is missing; prepare the native libraries first");
    }
    System.setProperty("TENSORFLOW_LIBRARY_PATH", folder.toAbsolutePath().toString());
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    // Otherwise, with the natives' jar on the class path, they would be unpacked a second time,
    // into the home folder.
    System.setProperty("org.bytedeco.javacpp.pathsfirst", "true");
    System.setProperty("org.bytedeco.javacpp.cachedir", folder.toAbsolutePath().toString());
    // What lies outside of the heap need not be smaller than the heap.
    System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
  }

  /** Loads the libraries into this process. */
  static void load() {
    Engine.getEngine("TensorFlow");
  }

  static String classifier(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    if (os.contains("mac")) {
      return "macosx-" + (arm ? "arm64" : "x86_64");
    }
    return (os.contains("win") ? "windows-" : "linux-") + (arm ? "arm64" : "x86_64");
  }

  private static JarFile jar(URL library) throws IOException {
    URLConnection connection = library.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection inJar) {
      return inJar.getJarFile();
    }
    throw new IllegalStateException(
        "expected the native libraries of TensorFlow in a jar, found " + library);
  }

  private static String version(JarFile jar) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = jar.getInputStream(jar.getJarEntry(VERSION))) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static void unpack(JarFile jar, String classifier, Path folder, Progress progress)
      throws IOException {
    String prefix = LIBRARIES + classifier + "/";
    List<JarEntry> entries =
        jar.stream()
            .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
            .filter(entry -> entry.getName().indexOf('/', prefix.length()) < 0)
            .toList();
    long total = entries.stream().mapToLong(JarEntry::getSize).sum();
    Copying copying = new Copying("unpacking TensorFlow " + version(jar), total, progress);
    for (JarEntry entry : entries) {
      try (InputStream in = jar.getInputStream(entry)) {
        copying.copy(in, folder.resolve(entry.getName().substring(prefix.length())));
      }
    }
  }
}
