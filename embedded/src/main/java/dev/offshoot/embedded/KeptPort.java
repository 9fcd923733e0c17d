package dev.offshoot.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A loopback port chosen once and kept in a file, so that addresses survive a restart.
 *
 * @param purpose what listens there, for messages
 * @param file where the number is kept
 * @param number the port
 */
public record KeptPort(String purpose, Path file, int number) {
  // Below the range from which Linux takes ports for outgoing connections.
  private static final int FIRST = 21_000;
  private static final int LAST = 31_999;
  private static final int ATTEMPTS = 200;

  /** Reads the port, or chooses a free one and keeps it. */
  public static KeptPort in(Path file, String purpose) {
    if (!Files.exists(file)) {
      PrivateFiles.write(file, choose() + "\n");
    }
    String text = PrivateFiles.read(file);
    try {
      return new KeptPort(purpose, file, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new StartFailed(file + " must hold one port number; delete it to have one chosen", e);
    }
  }

  /** A free port of 127.0.0.1 outside the range for outgoing connections. */
  public static int choose() {
    SecureRandom random = new SecureRandom();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int candidate = random.nextInt(FIRST, LAST + 1);
      if (isFree(candidate)) {
        return candidate;
      }
    }
    throw new StartFailed("found no free port on 127.0.0.1 between " + FIRST + " and " + LAST);
  }

  /** Fails with the port's number, purpose and file when something else listens there. */
  public void requireFree() {
    if (!isFree(number)) {
      throw new StartFailed(
          "port %d of 127.0.0.1, kept for %s in %s, is taken by another process; end that process, or delete the file to have another port chosen"
              .formatted(number, purpose, file));
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
