package com.orgscope.cli;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Where the pages of a home are, for a command that runs beside them. */
final class SignInAddress {
  private static final int PATIENCE_MILLIS = 2_000;

  private SignInAddress() {}

  static String of(int port, TenantId tenant, String code) {
    return "http://127.0.0.1:" + port + "/sign-in/link/" + tenant + "/" + code;
  }

  /** Notes the port for others, until the process ends. */
  static void serving(Home home, int port) {
    Path file = file(home);
    try {
      Files.writeString(file, Integer.toString(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    file.toFile().deleteOnExit();
  }

  /** The noted port, if somebody listens there; a process that was killed leaves its note. */
  static OptionalInt served(Home home) {
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(Files.readString(file(home)).strip());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      return OptionalInt.of(port);
    } catch (IOException | IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  private static Path file(Home home) {
    return home.resolve("pages.port");
  }
}
