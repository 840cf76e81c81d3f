package com.orgscope.ingest.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.orgscope.ingest.DamagedArchiveException;
import com.orgscope.ingest.TooMuchPackedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip and Zstandard by what a stream begins with, whatever its name says: several members
 * one after the other as one, and a packed file that was packed again layer by layer. Text in
 * UTF-16 with a mark becomes UTF-8. What is damaged ends in a {@link DamagedArchiveException} after
 * everything before the damage was given out.
 */
final class Unpacking {
  /** Layers inside each other. More are taken as they are, and end as dead letters. */
  private static final int MOST_LAYERS = 4;

  private static final int LONGEST_MARK = 4;

  private static final int BUFFER = 1 << 16;

  /** Unpacked at once, in bytes: so many before a damage are lost with it. */
  private static final int LOST_AT_MOST = 1 << 13;

  private Unpacking() {}

  /**
   * @param most bytes that all layers may give out together
   */
  static InputStream unpacked(InputStream raw, long most) throws IOException {
    InputStream in = raw;
    Room room = new Room(most);
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      byte[] head = head(in);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
      Packing packing = Packing.of(head);
      if (packing == null) {
        Charset wide = wide(head);
        return wide == null ? whole : new Recoded(whole, wide);
      }
      in = new Layer(whole, packing, room);
    }
    return in;
  }

  /** The first bytes, as many as a mark has; fewer of a stream that ends or is damaged there. */
  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[LONGEST_MARK];
    int length = 0;
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        head[length++] = (byte) next;
        if (length == LONGEST_MARK) {
          break;
        }
      }
    } catch (DamagedArchiveException | TooMuchPackedException e) {
      // told again by the next read
    }
    return Arrays.copyOf(head, length);
  }

  /** UTF-16 by its mark, or by the zero beside the bracket or quote that a log begins with. */
  private static @Nullable Charset wide(byte[] head) {
    if (begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16;
    }
    for (char first : "{[\"<".toCharArray()) {
      if (begins(head, first, 0) && head.length == LONGEST_MARK && head[2] != 0 && head[3] == 0) {
        return StandardCharsets.UTF_16LE;
      }
      if (begins(head, 0, first) && head.length == LONGEST_MARK && head[2] == 0 && head[3] != 0) {
        return StandardCharsets.UTF_16BE;
      }
    }
    return null;
  }

  private static boolean begins(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i == head.length || (head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private enum Packing {
    GZIP,
    ZSTANDARD;

    static @Nullable Packing of(byte[] head) {
      if (begins(head, 0x1f, 0x8b)) {
        return GZIP;
      }
      return begins(head, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTANDARD : null;
    }
  }

  /**
   * What the layers of one input may still give out. Each counts: a layer can be made of nothing
   * but empty members, and be endless without giving out a byte.
   */
  private static final class Room {
    private final long most;
    private long given;

    Room(long most) {
      this.most = most;
    }

    void require(int bytes) throws TooMuchPackedException {
      given += Math.max(0, bytes);
      if (given > most) {
        throw new TooMuchPackedException(most);
      }
    }
  }

  /** One layer, opened at the first read so that a damaged head is damage and not a failure. */
  private static final class Layer extends InputStream {
    private final InputStream packed;
    private final Packing packing;
    private final Room room;
    private InputStream opened = InputStream.nullInputStream();
    private boolean open;

    Layer(InputStream packed, Packing packing, Room room) {
      this.packed = packed;
      this.packing = packing;
      this.room = room;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      room.require(0);
      try {
        if (!open) {
          opened =
              packing == Packing.GZIP
                  ? new Members(packed)
                  : new ZstdInputStreamNoFinalizer(packed);
          open = true;
        }
        int count = opened.read(b, off, Math.min(len, LOST_AT_MOST));
        room.require(count);
        return count;
      } catch (DamagedArchiveException | TooMuchPackedException e) {
        throw e;
      } catch (IOException e) {
        throw new DamagedArchiveException("damaged " + packing, e);
      }
    }

    @Override
    public void close() throws IOException {
      opened.close();
      packed.close();
    }
  }

  /**
   * Members of gzip, one after the other. The JDK's class calls itself for the next member, and a
   * hundred thousand empty ones would end in a stack that is too deep; that call only leaves word
   * here.
   */
  private static final class Members extends GZIPInputStream {
    private boolean reading;
    private boolean goesOn;

    Members(InputStream packed) throws IOException {
      super(packed, BUFFER);
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      if (reading) {
        goesOn = true;
        return 0;
      }
      reading = true;
      try {
        int count;
        do {
          goesOn = false;
          count = super.read(b, off, len);
        } while (goesOn);
        return count;
      } finally {
        reading = false;
      }
    }
  }

  /** Text in another encoding as UTF-8. */
  private static final class Recoded extends InputStream {
    private final InputStreamReader reader;
    private final char[] chars = new char[BUFFER / 4];
    private byte[] bytes = new byte[0];
    private int at;
    private char half;

    Recoded(InputStream in, Charset charset) {
      this.reader = new InputStreamReader(in, charset);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      while (at == bytes.length) {
        int kept = half == 0 ? 0 : 1;
        chars[0] = half;
        half = 0;
        int count = reader.read(chars, kept, chars.length - kept);
        if (count < 0) {
          return -1;
        }
        int length = count + kept;
        if (Character.isHighSurrogate(chars[length - 1])) {
          half = chars[--length];
        }
        bytes = new String(chars, 0, length).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int count = Math.min(len, bytes.length - at);
      System.arraycopy(bytes, at, b, off, count);
      at += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
