package com.orgscope.ingest.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.orgscope.ingest.DamagedArchiveException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip and Zstandard by what a stream begins with, whatever its name says: several members
 * one after the other as one, and a packed file that was packed again layer by layer. Text in
 * UTF-16 with a mark becomes UTF-8. What is damaged ends in a {@link DamagedArchiveException} after
 * everything before the damage was given out.
 */
final class Unpacking {
  /** Layers inside each other. More are taken as they are, and end as dead letters. */
  private static final int MOST_LAYERS = 4;

  private static final int BUFFER = 1 << 16;

  private Unpacking() {}

  static InputStream unpacked(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, BUFFER);
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      int first = peek(in, 0);
      int second = peek(in, 1);
      if (first == 0x1f && second == 0x8b) {
        in = layer(in, Packing.GZIP);
      } else if (first == 0x28 && second == 0xb5 && peek(in, 2) == 0x2f && peek(in, 3) == 0xfd) {
        in = layer(in, Packing.ZSTANDARD);
      } else if (first == 0xff && second == 0xfe) {
        return new Recoded(in, StandardCharsets.UTF_16);
      } else if (first == 0xfe && second == 0xff) {
        return new Recoded(in, StandardCharsets.UTF_16);
      } else {
        return in;
      }
    }
    return in;
  }

  private enum Packing {
    GZIP,
    ZSTANDARD
  }

  private static InputStream layer(InputStream packed, Packing packing) {
    return new BufferedInputStream(new Layer(packed, packing), BUFFER);
  }

  private static int peek(InputStream in, int place) throws IOException {
    in.mark(8);
    try {
      for (int i = 0; i < place; i++) {
        if (in.read() < 0) {
          return -1;
        }
      }
      return in.read();
    } catch (DamagedArchiveException e) {
      return -1; // told again by the next read
    } finally {
      in.reset();
    }
  }

  /** One layer, opened at the first read so that a damaged head is damage and not a failure. */
  private static final class Layer extends InputStream {
    private final InputStream packed;
    private final Packing packing;
    private InputStream opened = InputStream.nullInputStream();
    private boolean open;

    Layer(InputStream packed, Packing packing) {
      this.packed = packed;
      this.packing = packing;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      try {
        if (!open) {
          opened =
              packing == Packing.GZIP
                  ? new GZIPInputStream(packed, BUFFER)
                  : new ZstdInputStreamNoFinalizer(packed);
          open = true;
        }
        return opened.read(b, off, len);
      } catch (DamagedArchiveException e) {
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
