package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;

/**
 * The key that signs what is kept outside the database, in a file of the home, and its public half,
 * the mark, beside what it signs. Where one is there and the other is not, something was lost:
 * nothing is begun anew in its place.
 */
public final class SigningKeyFile {
  private static final String ENDING = ".json";

  private final Path file;
  private final Path begun;
  private final Path mark;
  private final Words words;

  /**
   * What its owner says of files that do not fit, as sentences.
   *
   * @param lostKey that the key is missing, and what was signed with it is there
   * @param otherKey that what is there was begun with another key
   * @param lostMark that what was signed is gone, and the key is there
   * @param noKey that the file is no key
   */
  public record Words(String lostKey, String otherKey, String lostMark, String noKey) {}

  public SigningKeyFile(Path file, Path mark, Words words) {
    this.file = file;
    this.mark = mark;
    this.words = words;
    String name = file.getFileName().toString();
    begun = file.resolveSibling(name.substring(0, name.lastIndexOf(ENDING)) + "-begun" + ENDING);
  }

  /**
   * The key; none before it signed anything.
   *
   * @throws Failure for the operator, if key or mark is missing, or they do not belong together
   */
  public Optional<SigningKey> existing() {
    if (Files.exists(file)) {
      SigningKey key = read(file);
      requireMark(key);
      return Optional.of(key);
    }
    if (!Files.exists(mark)) {
      return Optional.empty();
    }
    if (!Files.exists(begun)) {
      throw Failure.operator(words.lostKey());
    }
    return Optional.of(make());
  }

  public SigningKey existingOrNew() {
    return existing().orElseGet(this::make);
  }

  /** Whether what it signs must be there: a key is, which has its name last. */
  public boolean isBegun() {
    return Files.exists(file);
  }

  /**
   * The public half, also where the key is lost.
   *
   * @throws Failure for the operator, if that is missing
   */
  public String open() {
    try {
      return Files.readString(mark).strip();
    } catch (NoSuchFileException e) {
      throw Failure.operator(words.lostMark(), e);
    } catch (IOException e) {
      throw Failure.operator(mark + " cannot be read: " + e, e);
    }
  }

  /**
   * Two processes may do this at once, and either may be killed on the way: both go on with what is
   * there, and the key has its name last.
   */
  private SigningKey make() {
    try {
      var unused = DurableFile.write(begun, SigningKey.generate().text());
      if (!Files.exists(file)) {
        SigningKey key = read(begun);
        unused = DurableFile.write(mark, key.open());
        requireMark(key);
        unused = DurableFile.write(file, key.text());
      }
      Files.deleteIfExists(begun);
    } catch (IOException e) {
      throw Failure.operator(
          "a key to sign with cannot be begun in %s and %s: %s"
              .formatted(file.getParent(), Objects.requireNonNull(mark.getParent()), e),
          e);
    }
    SigningKey key = read(file);
    requireMark(key);
    return key;
  }

  private SigningKey read(Path from) {
    try {
      return SigningKey.parse(Files.readString(from));
    } catch (IOException e) {
      throw Failure.operator(from + " cannot be read: " + e, e);
    } catch (GeneralSecurityException e) {
      throw Failure.operator(words.noKey(), e);
    }
  }

  private void requireMark(SigningKey key) {
    if (!open().equals(key.open())) {
      throw Failure.operator(words.otherKey());
    }
  }
}
