package com.orgscope.audit;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A connection that tells how it ended. Java's own sockets take a connection that was broken off
 * for one that ended, unless a property of the whole process says otherwise.
 */
final class TlsConnection implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final ByteBuffer answer;

  /**
   * Connects nothing yet.
   *
   * @param address of a server that shows a certificate of that name
   */
  TlsConnection(SSLContext tls, URI address) throws IOException {
    channel = SocketChannel.open();
    engine = tls.createSSLEngine(address.getHost(), address.getPort());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    engine.setSSLParameters(parameters);
    int packet = engine.getSession().getPacketBufferSize();
    in = ByteBuffer.allocate(packet * 2);
    out = ByteBuffer.allocate(packet);
    answer = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
  }

  void open(Duration longest) throws IOException {
    channel
        .socket()
        .connect(
            new InetSocketAddress(engine.getPeerHost(), engine.getPeerPort()),
            Math.toIntExact(longest.toMillis()));
    engine.beginHandshake();
    handshake();
  }

  private void handshake() throws IOException {
    while (true) {
      HandshakeStatus next = engine.getHandshakeStatus();
      switch (next) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> wrap(NOTHING);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      wrap(rest);
    }
  }

  /**
   * Ends, and waits until the other side has ended as well. What it says until then is passed over.
   *
   * @throws IOException if it ended in any other way than it should: then it may have left
   *     something unread
   */
  void end() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone()) {
      wrap(NOTHING);
    }
    while (!engine.isInboundDone()) {
      unwrap();
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
        engine.getDelegatedTask().run();
      }
    }
    // Whoever closes with something unread resets the connection beneath.
    do {
      in.clear();
    } while (channel.read(in) >= 0);
  }

  private void wrap(ByteBuffer from) throws IOException {
    out.clear();
    if (engine.wrap(from, out).getStatus() == Status.CLOSED && from.hasRemaining()) {
      throw new SSLException("the receiver ended before it had everything");
    }
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  private void unwrap() throws IOException {
    in.flip();
    Status status = engine.unwrap(in, answer).getStatus();
    in.compact();
    answer.clear();
    if (status == Status.BUFFER_UNDERFLOW && channel.read(in) < 0) {
      throw new EOFException("the receiver broke off");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
