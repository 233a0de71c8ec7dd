package io.clozeline.deploy.chain;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on. They lie below the ports that systems hand to outgoing connections
 * (32768 and up on Linux, 49152 and up elsewhere), so that no connection of the test takes one
 * before its server does.
 */
public final class FreePorts {
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;
  private static final int DRAWS = 50;

  private FreePorts() {}

  /** The first of {@code count} free ports in a row. */
  public static int inARow(int count) {
    for (int draw = 0; draw < DRAWS; draw++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - count);
      if (free(first, count)) {
        return first;
      }
    }
    throw new IllegalStateException("no " + count + " free ports in a row");
  }

  private static boolean free(int first, int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int port = first; port < first + count; port++) {
        held.add(new ServerSocket(port));
      }
      return true;
    } catch (IOException taken) {
      return false;
    } finally {
      held.forEach(FreePorts::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot give port " + socket.getLocalPort() + " back", e);
    }
  }
}
