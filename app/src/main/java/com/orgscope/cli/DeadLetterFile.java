package com.orgscope.cli;

import com.orgscope.ingest.DeadLetterCopy;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters as NDJSON. What they hold may name people, so only the file's owner may read it. */
final class DeadLetterFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private DeadLetterFile() {}

  /**
   * @param letters hands each letter to whom it is given
   * @return how many were written
   */
  static long write(Path file, ToLongFunction<Consumer<DeadLetterCopy>> letters)
      throws IOException {
    try {
      OwnersOnly.file(file);
    } catch (FileAlreadyExistsException e) {
      throw Failure.operator("there is a file already at " + file + ": name a new one", e);
    } catch (IOException e) {
      throw Failure.operator("no file can be made at " + file + ": is its folder there?", e);
    }
    boolean whole = false;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long written = letters.applyAsLong(letter -> writeLine(letter, out));
      out.flush();
      whole = true;
      return written;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void writeLine(DeadLetterCopy letter, BufferedWriter out) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("letter", letter.letter());
    line.put("source", letter.source());
    line.put("reason", letter.reason());
    line.put("meaning", letter.reason().meaning());
    line.put("file", letter.file());
    line.put("offset", letter.offset());
    line.put("size", letter.size());
    line.put("whole", letter.whole());
    try {
      line.put(
          "event",
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(letter.raw())).toString());
    } catch (CharacterCodingException e) {
      line.put("event_base64", Base64.getEncoder().encodeToString(letter.raw()));
    }
    try {
      out.write(JSON.writeValueAsString(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
