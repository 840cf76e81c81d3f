package com.orgscope.access;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Sha256;
import com.orgscope.state.DurableFile;
import com.orgscope.state.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person's own key, in a file that they keep to themselves; the home knows its public half only.
 */
public final class OperatorKey {
  /** What a name may be: it stands in documents and in the audit log. */
  static final String NAMES = "[a-z][a-z0-9-]{0,30}";

  private static final int SHORT = 16;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final SigningKey key;

  private OperatorKey(String name, SigningKey key) {
    this.name = name;
    this.key = key;
  }

  /** What others may have. */
  public record Open(String name, String open) {
    /** By which two people on the telephone see that they mean the same key. */
    public String fingerprint() {
      return OperatorKey.fingerprint(open);
    }
  }

  private record KeyFile(String name, String key) {}

  /**
   * Makes a key and writes it to {@code file}, for its owner's eyes only, and the public half to
   * {@code file.pub}.
   *
   * @throws Failure for the operator, if the name is none, the file is there or lies in the home
   */
  public static Open create(String name, Path file, Home home) {
    requireName(name);
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.startsWith(home.path())) {
      throw Failure.operator(
          "a person's key is not kept in the home, whoever runs the home could sign with it: name a file elsewhere with --out");
    }
    OperatorKey made = new OperatorKey(name, SigningKey.generate());
    Path open = Path.of(absolute + ".pub");
    try {
      if (Files.exists(open)
          || !DurableFile.write(
              absolute, JSON.writeValueAsString(new KeyFile(name, made.key.text())) + "\n")) {
        throw Failure.operator(
            absolute + " or " + open + " is there already: a key is never written over");
      }
      var unused = DurableFile.write(open, JSON.writeValueAsString(made.open()) + "\n");
    } catch (IOException e) {
      throw Failure.operator(absolute + " cannot be written: " + e, e);
    }
    return made.open();
  }

  /**
   * @throws Failure for the operator, if the file is no key
   */
  public static OperatorKey read(Path file) {
    try {
      KeyFile text = JSON.readValue(text(file), KeyFile.class);
      requireName(text.name());
      return new OperatorKey(text.name(), SigningKey.parse(text.key()));
    } catch (JacksonException
        | NullPointerException
        | IllegalArgumentException
        | GeneralSecurityException e) {
      throw Failure.operator(file + " is no key of a person: name the file that it was made in", e);
    }
  }

  /**
   * The public half from its file.
   *
   * @throws Failure for the operator, if the file is none
   */
  public static Open readOpen(Path file) {
    try {
      Open open = JSON.readValue(text(file), Open.class);
      requireName(open.name());
      if (SigningKey.isOpen(open.open())) {
        return open;
      }
      throw Failure.operator(file + " is no public key: name the file that ends with .pub");
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw Failure.operator(file + " is no public key: name the file that ends with .pub", e);
    }
  }

  /** Of a file that a person names. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Failure.operator("there is no file " + file + ": check how it is spelt", e);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be read: " + e, e);
    }
  }

  private static void requireName(String name) {
    if (!name.matches(NAMES)) {
      throw Failure.operator(
          "'%s' is no name for a key: small letters, digits and hyphens are, such as ann-lee"
              .formatted(name));
    }
  }

  static String fingerprint(String open) {
    return HexFormat.of().formatHex(Sha256.of(open)).substring(0, SHORT);
  }

  public String name() {
    return name;
  }

  Open open() {
    return new Open(name, key.open());
  }

  String sign(OperatorDocument document) {
    return key.sign(document.signedBytes());
  }
}
