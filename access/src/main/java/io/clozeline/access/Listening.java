package io.clozeline.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a service may listen. */
final class Listening {
  private Listening() {}

  /**
   * Checks that nobody but this machine is let in without a token.
   *
   * @throws IllegalStateException when {@code host} is not a loopback address and there is no token
   */
  static void check(String host, boolean token) {
    if (!token && !loopback(host)) {
      throw new IllegalStateException(
          "quarkus.http.host is "
              + host
              + ", which others can reach, and no token is set. Set clozeline.http.token or"
              + " clozeline.http.token-file, or listen on 127.0.0.1.");
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("quarkus.http.host is not an address: " + host, e);
    }
  }
}
