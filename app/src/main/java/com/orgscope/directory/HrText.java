package com.orgscope.directory;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file whose encoding nobody told us. */
final class HrText {
  /** Half a million people are about 80 MB. */
  private static final int CHARACTERS = 256 << 20;

  private static final Charset WINDOWS_LATIN_1 = Charset.forName("windows-1252");

  private HrText() {}

  static String of(Path file) {
    try {
      if (Files.size(file) > CHARACTERS) {
        throw tooLarge();
      }
      return decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw Failure.operator("there is no file " + file, e);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static String of(Reader reader) {
    var text = new StringBuilder();
    char[] buffer = new char[1 << 16];
    try {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        text.append(buffer, 0, read);
        if (text.length() > CHARACTERS) {
          throw tooLarge();
        }
      }
    } catch (IOException e) {
      throw Failure.operator("the people cannot be read: " + e.getMessage(), e);
    }
    return text.toString();
  }

  /** A byte-order mark tells; else what is valid UTF-8 is UTF-8, and the rest is Western. */
  static String decode(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, UTF_16BE);
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, WINDOWS_LATIN_1);
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Failure tooLarge() {
    return Failure.operator(
        "a file of people may be " + (CHARACTERS >> 20) + " MB long; split it by department");
  }
}
