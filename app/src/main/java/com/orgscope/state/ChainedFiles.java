package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A log outside the database: numbered files in one folder, each written once, whole and durable.
 * Each holds the digest of the one before it; what else is in it, and why it holds, is its owner's.
 */
public final class ChainedFiles {
  private static final String NAME = "%06d.json";
  private static final String NAMES = "\\d{6}\\.json";

  private final Path folder;
  private final Faults faults;

  /** What its owner says of a file or folder that cannot be used. */
  public interface Faults {
    /**
     * @param how behind the file's name ({@code "is missing"})
     */
    Failure broken(Path file, String how);

    Failure unreadable(Path path, IOException e);
  }

  public ChainedFiles(Path folder, Faults faults) {
    this.folder = folder;
    this.faults = faults;
  }

  /** How many there are, without a look into them. */
  public int count() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return Math.toIntExact(
          files.filter(file -> file.getFileName().toString().matches(NAMES)).count());
    } catch (IOException e) {
      throw faults.unreadable(folder, e);
    }
  }

  /**
   * @param number from 1
   */
  public Path file(int number) {
    return folder.resolve(NAME.formatted(number));
  }

  /**
   * @throws Failure as its owner says it, if the file is missing or cannot be read
   */
  public String text(int number) {
    Path file = file(number);
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw faults.broken(file, "is missing");
    } catch (CharacterCodingException e) {
      throw faults.broken(file, "is not as it was written: it is no text");
    } catch (IOException e) {
      throw faults.unreadable(file, e);
    }
  }

  /** The digest that a file of this number holds of the one before it; empty in the first. */
  public String previous(int number) {
    return number == 1 ? "" : digest(text(number - 1));
  }

  /** What its owner reads of a file, or why it does not hold. */
  public interface Reader<T> {
    /**
     * @param previous the digest that it must hold of the one before it
     */
    T read(int number, String text, String previous);
  }

  /** Every file, the oldest first, each read once. */
  public <T> List<T> readAll(Reader<T> reader) {
    List<T> all = new ArrayList<>();
    String previous = "";
    int count = count();
    for (int number = 1; number <= count; number++) {
      String text = text(number);
      all.add(reader.read(number, text, previous));
      previous = digest(text);
    }
    return List.copyOf(all);
  }

  /**
   * @return false if somebody else wrote that file before
   */
  public boolean add(int number, String text) throws IOException {
    return DurableFile.write(file(number), text);
  }

  /** SHA-256 in hexadecimal, as the next file holds it. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }
}
