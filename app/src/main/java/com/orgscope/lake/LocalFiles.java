package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * The warehouse on a local disk. Locations read {@code local:///sso_events/…} and hang below one
 * root, so that a home can be moved and Trino's local file system finds the same files. What is
 * written is on the disk before the catalog can point at it.
 */
final class LocalFiles implements FileIO {
  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "local:///";

  private final String root;

  LocalFiles(Path root) {
    this.root = root.toAbsolutePath().normalize().toString();
  }

  static String location(String below) {
    return SCHEME + below;
  }

  /** The file behind a location; a location outside the root is refused. */
  Path path(String location) {
    Path top = Path.of(root);
    Path path =
        location.startsWith(SCHEME)
            ? top.resolve(location.substring(SCHEME.length())).normalize()
            : top.getParent();
    if (path == null || !path.startsWith(top)) {
      throw Failure.bug("no location of this lake: " + location, null);
    }
    return path;
  }

  /** Forces a file that another writer has closed to the disk, with its name. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Path folder = file.getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocalInput(location, path(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutput(location, path(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Manifests never change, so Iceberg may keep the small ones it has read. */
  @Override
  public Map<String, String> properties() {
    return Map.of("io.manifest.cache-enabled", "true");
  }

  private record LocalInput(String location, Path path) implements InputFile {
    @Override
    public long getLength() {
      try {
        return Files.size(path);
      } catch (IOException e) {
        throw new NotFoundException(e, "no file %s", path);
      }
    }

    @Override
    public SeekableInputStream newStream() {
      return org.apache.iceberg.Files.localInput(path.toFile()).newStream();
    }

    @Override
    public boolean exists() {
      return Files.exists(path);
    }
  }

  private record LocalOutput(String location, Path path) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      if (Files.exists(path)) {
        throw new AlreadyExistsException("%s is there already", path);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        OwnersOnly.folder(Objects.requireNonNull(path.getParent()));
        if (!Files.exists(path)) {
          OwnersOnly.file(path);
        }
        return new ForcedOutput(path, new FileOutputStream(path.toFile()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + path, e);
      }
    }

    @Override
    public InputFile toInputFile() {
      return new LocalInput(location, path);
    }
  }

  private static final class ForcedOutput extends PositionOutputStream {
    private final Path path;
    private final FileOutputStream out;
    private long position;
    private boolean closed;

    ForcedOutput(Path path, FileOutputStream out) {
      this.path = path;
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        out.close();
        force(path);
      }
    }
  }
}
