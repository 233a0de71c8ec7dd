package io.clozeline.deploy.chain;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody listens on. */
public final class FreePorts {
  private static final int DRAWS = 50;

  private FreePorts() {}

  /** The first of {@code count} free ports in a row. */
  public static int inARow(int count) throws IOException {
    for (int draw = 0; draw < DRAWS; draw++) {
      List<ServerSocket> held = new ArrayList<>();
      try {
        var first = new ServerSocket(0);
        held.add(first);
        for (int i = 1; i < count; i++) {
          held.add(new ServerSocket(first.getLocalPort() + i));
        }
        return first.getLocalPort();
      } catch (IOException taken) {
        // the next draw may have room
      } finally {
        for (ServerSocket socket : held) {
          socket.close();
        }
      }
    }
    throw new IllegalStateException("no " + count + " free ports in a row");
  }
}
