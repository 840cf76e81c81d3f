package com.orgscope.export;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A zip that is whole and waits to be sent, however slowly somebody takes it: in a file of its
 * owner's alone, under a key that this process has in its memory and nowhere else. The file loses
 * its name as it is opened, so that nothing of it is left when the process ends, however it ends;
 * where the file system keeps the name, what is left cannot be read and goes the next time.
 */
final class WaitingZip implements AutoCloseable {
  private static final String CIPHER = "AES/CTR/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int FIRST_BYTES = 16;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final FileChannel channel;
  private final SecretKeySpec key;
  private final IvParameterSpec first;

  private WaitingZip(FileChannel channel) {
    this.channel = channel;
    this.key = new SecretKeySpec(random(KEY_BYTES), "AES");
    this.first = new IvParameterSpec(random(FIRST_BYTES));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /**
   * @throws Failure to be tried again, if there is no room
   */
  static WaitingZip in(Path folder) {
    try {
      OwnersOnly.folder(folder);
      Path file = OwnersOnly.file(folder.resolve(UUID.randomUUID() + ".zip"));
      return new WaitingZip(
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw Failure.retry("an export cannot be written in " + folder + ": " + e, e);
    }
  }

  /** Deletes what was left where the file system kept a name. */
  static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.zip")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Failure.operator(
          "what is left of exports in %s cannot be deleted: %s".formatted(folder, e), e);
    }
  }

  /** To be written to once; that it is closed changes nothing. */
  OutputStream out() {
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE);
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] some, int from, int length) throws IOException {
        byte[] sealed = cipher.update(some, from, length);
        if (sealed != null) {
          ByteBuffer left = ByteBuffer.wrap(sealed);
          while (left.hasRemaining()) {
            channel.write(left);
          }
        }
      }
    };
  }

  /** All that was written. */
  void sendTo(OutputStream out) throws IOException {
    Cipher cipher = cipher(Cipher.DECRYPT_MODE);
    ByteBuffer some = ByteBuffer.allocate(BUFFER_BYTES);
    channel.position(0);
    while (channel.read(some) >= 0) {
      byte[] open = cipher.update(some.array(), 0, some.position());
      if (open != null) {
        out.write(open);
      }
      some.clear();
    }
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, first);
      return cipher;
    } catch (GeneralSecurityException e) {
      throw Failure.bug("this Java knows no " + CIPHER, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
