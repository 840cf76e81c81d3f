package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.ChainedFiles;
import com.orgscope.state.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where logs begin, as files beside their seals, {@code TENANT/starts/000001.json} and on, signed
 * with the same key: the leave, given outside the database, to have nothing before. Whoever takes
 * more away than that leaves a log with a beginning that nobody signed.
 */
@Component
final class StartFiles {
  /** A field that is missing, by a name that was changed too, is no less a change than a value. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final SealFiles seals;

  StartFiles(SealFiles seals) {
    this.seals = seals;
  }

  /** As it stands in its file. */
  private record Document(
      String tenant,
      int number,
      long block,
      long entries,
      long highest,
      String head,
      int seal,
      int keptYears,
      String at,
      String previous,
      String signature) {
    static Document of(LogStart start, String previous, String signature) {
      return new Document(
          start.tenant().value(),
          start.number(),
          start.block(),
          start.entries(),
          start.highest(),
          start.head(),
          start.seal(),
          start.keptYears(),
          start.at().toString(),
          previous,
          signature);
    }

    /** A seal's text begins otherwise, so that none is taken for the other. */
    byte[] signed() {
      return String.join(
              "\n",
              "start",
              tenant,
              number + "",
              block + "",
              entries + "",
              highest + "",
              head,
              seal + "",
              keptYears + "",
              at,
              previous)
          .getBytes(UTF_8);
    }

    LogStart start() {
      return new LogStart(
          new TenantId(tenant),
          number,
          block,
          entries,
          highest,
          head,
          seal,
          keptYears,
          Instant.parse(at));
    }
  }

  /**
   * Every start of a tenant, the oldest first.
   *
   * @throws Failure for the operator, if one is missing, was changed, or was signed by another key
   */
  List<LogStart> of(TenantId tenant) {
    ChainedFiles files = files(tenant);
    String open = files.count() == 0 ? "" : seals.key().open();
    return files.readAll((number, text, previous) -> {
      Document document = document(text, files.file(number));
      if (!document.tenant().equals(tenant.value())
          || document.number() != number
          || !document.previous().equals(previous)
          || !SigningKey.signed(open, document.signed(), document.signature())) {
        throw changed(files.file(number));
      }
      return document.start();
    });
  }

  /**
   * Writes the next one.
   *
   * @throws Failure to be tried again, if another process was faster
   */
  void add(LogStart start) {
    ChainedFiles files = files(start.tenant());
    int number = start.number();
    String previous = files.previous(number);
    String signature = seals.key().existingOrNew().sign(Document.of(start, previous, "").signed());
    try {
      if (!files.add(number, JSON.writeValueAsString(Document.of(start, previous, signature)))) {
        throw Failure.retry("another process is removing old entries of the same log", null);
      }
    } catch (IOException e) {
      throw SealFiles.unreadable(files.file(number), e);
    }
  }

  private ChainedFiles files(TenantId tenant) {
    return new ChainedFiles(
        seals.folder().resolve(tenant.value()).resolve("starts"), SealFiles.FAULTS);
  }

  private static Document document(String text, Path file) {
    try {
      Document document = JSON.readValue(text, Document.class);
      Instant.parse(document.at());
      return document;
    } catch (JacksonException | DateTimeParseException | NullPointerException e) {
      throw changed(file);
    }
  }

  private static Failure changed(Path file) {
    return SealFiles.changed(file);
  }
}
