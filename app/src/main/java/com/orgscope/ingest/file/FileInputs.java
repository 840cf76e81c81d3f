package com.orgscope.ingest.file;

import com.orgscope.ingest.Ingest;
import com.orgscope.ingest.Input;
import com.orgscope.ingest.Inputs;
import com.orgscope.kernel.Failure;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Files, folders with all that is in them, and standard input. */
@Component
final class FileInputs implements Inputs {

  @Override
  public List<Input> at(List<Path> paths) {
    List<Input> inputs = new ArrayList<>();
    for (Path path : paths) {
      if (path.equals(Ingest.STANDARD_INPUT)) {
        inputs.add(new Input("-", -1, raw -> unpacked(counted(standardInput(), raw))));
      } else if (Files.isDirectory(path)) {
        addFolder(path, inputs);
      } else {
        inputs.add(file(path));
      }
    }
    return inputs;
  }

  /** Its waiting ends when the process is stopped; that of {@code System.in} would not. */
  private static InputStream standardInput() {
    return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
  }

  /** Hidden files are left out: what tools keep for themselves is no log. */
  private void addFolder(Path folder, List<Input> inputs) {
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .filter(file -> !isHidden(folder.relativize(file)))
          .sorted()
          .forEach(file -> inputs.add(file(file)));
    } catch (IOException | java.io.UncheckedIOException e) {
      throw Failure.operator("cannot read the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private Input file(Path path) {
    if (!Files.isReadable(path)) {
      throw Failure.operator(
          (Files.exists(path) ? "may not read " : "there is no file or folder ") + path);
    }
    try {
      long size = Files.isRegularFile(path) ? Files.size(path) : -1;
      return new Input(
          String.valueOf(path.getFileName()),
          size,
          raw -> unpacked(counted(Files.newInputStream(path), raw)));
    } catch (IOException e) {
      throw Failure.operator("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream unpacked(InputStream raw) throws IOException {
    return unpacked(raw, Long.MAX_VALUE);
  }

  @Override
  public InputStream unpacked(InputStream raw, long most) throws IOException {
    return Unpacking.unpacked(raw, most);
  }

  private static InputStream counted(InputStream in, Input.Counter counter) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] b, int off, int len) throws IOException {
        try {
          int count = super.read(b, off, len);
          counter.add(Math.max(0, count));
          return count;
        } catch (ClosedByInterruptException e) {
          // Of the process, not of the input, which would be a dead letter otherwise.
          throw Failure.retry("reading was interrupted: the same input again goes on", e);
        }
      }
    };
  }
}
