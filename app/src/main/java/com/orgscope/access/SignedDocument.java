package com.orgscope.access;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A document with the signatures it has so far: one file that is passed around. */
public record SignedDocument(OperatorDocument document, List<By> signatures) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // What is not signed has no place beside what is.
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * @param name who signed, as the store calls them
   * @param key the public half of what they signed with
   * @param signature Ed25519 over the document's lines
   */
  public record By(String name, String key, String signature) {}

  public SignedDocument {
    signatures = List.copyOf(signatures);
  }

  /**
   * @throws Failure for the operator, if the file is none
   */
  public static SignedDocument read(Path file) {
    try {
      return JSON.readValue(OperatorKey.text(file), SignedDocument.class);
    } catch (JacksonException | NullPointerException e) {
      throw Failure.operator(
          file + " is no document to sign: have it proposed anew, and change nothing in it", e);
    }
  }

  /** As it stands in its file. */
  public void write(Path file) {
    try {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (NoSuchFileException e) {
      throw Failure.operator(
          "there is no folder for %s: make it, or name another file".formatted(file), e);
    } catch (IOException e) {
      throw Failure.operator(file + " cannot be written: " + e, e);
    }
  }

  /**
   * For whoever is about to sign, who could spoil it for the others.
   *
   * @throws Failure for the operator, if they did before
   */
  public void requireUnsignedBy(OperatorKey key) {
    if (signatures.stream().anyMatch(by -> by.name().equals(key.name()))) {
      throw Failure.operator(
          key.name() + " signed the document already: another person signs it now");
    }
  }

  /** With one signature more. */
  public SignedDocument signedBy(OperatorKey key) {
    List<By> more = new ArrayList<>(signatures);
    more.add(new By(key.name(), key.open().open(), key.sign(document)));
    return new SignedDocument(document, more);
  }
}
