package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A syslog server over TLS: frames with their length in front, as RFC 5425 has them. */
final class SyslogServer implements Receiver {
  private final ServerSocket door;
  private final SSLSocketFactory tls;
  private final String[] protocols;
  private final Thread acceptor;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile Fault fault = Fault.NONE;

  SyslogServer(TestCertificate certificate, String... protocols) throws IOException {
    door = new Door();
    tls = certificate.server().getSocketFactory();
    this.protocols = protocols;
    acceptor = Thread.ofVirtual().start(this::accept);
  }

  /** Servers end TLS and leave the connection beneath to the closing; Java's sockets end both. */
  private static final class Door extends ServerSocket {
    Door() throws IOException {
      super(0, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws IOException {
      Socket socket =
          new Socket() {
            @Override
            public void shutdownOutput() {}
          };
      implAccept(socket);
      return socket;
    }
  }

  String address() {
    return "localhost:" + door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket plain = door.accept();
        Thread.ofVirtual().start(() -> serve(plain));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    Fault now = fault;
    try (plain;
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, null, plain.getPort(), false)) {
      socket.setUseClientMode(false);
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      InputStream in = socket.getInputStream();
      if (now == Fault.BREAKS_OFF) {
        in.readNBytes(30);
        reset(plain);
        return;
      }
      for (String message = frame(in); message != null; message = frame(in)) {
        messages.add(message);
      }
      if (now == Fault.LOSES_THE_ANSWER) {
        // It ends TLS as one should, and had something unread.
        socket.shutdownOutput();
        reset(plain);
      } else if (now == Fault.DIES) {
        plain.close();
      } else if (now == Fault.SAYS_NOTHING) {
        ending.await();
      }
    } catch (IOException e) {
      // A client that does not believe the certificate is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reset(Socket plain) throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  private static @Nullable String frame(InputStream in) throws IOException {
    StringBuilder length = new StringBuilder();
    for (int c = in.read(); c != ' '; c = in.read()) {
      if (c < 0) {
        return null;
      }
      length.append((char) c);
    }
    int bytes = Integer.parseInt(length.toString());
    byte[] message = in.readNBytes(bytes);
    if (message.length < bytes) {
      throw new EOFException();
    }
    return new String(message, US_ASCII);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void next(Fault next) {
    fault = next;
  }

  @Override
  public List<String> letters() {
    return messages.stream().map(message -> message.substring(message.indexOf('{'))).toList();
  }

  @Override
  public void close() {
    ending.countDown();
    try {
      door.close();
      // Until it has ended, who calls in that moment is still let in.
      acceptor.join();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
