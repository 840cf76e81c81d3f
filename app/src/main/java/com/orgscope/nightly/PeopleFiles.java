package com.orgscope.nightly;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.ImportPreview;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.work.Requests;
import com.orgscope.work.WorkRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * People by a file, for pages and programs, which may not change the directory: the file is kept
 * sealed, a worker says what it would do, and does just that when it is asked by the digest of it.
 */
@Component
public final class PeopleFiles {
  /** Of a file that is sent; a longer one is for the command line. */
  public static final int MOST_BYTES = 32 << 20;

  /** Of one company that wait to be looked at or to be applied. */
  static final int MOST_WAITING = 5;

  static final String PREVIEW = "people.preview";
  static final String IMPORT = "people.import";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Access access;
  private final PeopleFileStore store;
  private final Requests requests;

  PeopleFiles(Access access, PeopleFileStore store, Requests requests) {
    this.access = access;
    this.store = store;
    this.requests = requests;
  }

  /**
   * A file that waits for a day at most.
   *
   * @param preview null until a worker has looked
   */
  public record Sent(UUID id, Instant at, int bytes, @Nullable ImportPreview preview) {}

  /**
   * A file, and what was asked of it.
   *
   * @param file the id of it
   */
  public record Asked(UUID file, WorkRequest request) {}

  /**
   * Keeps a file and asks what it would do.
   *
   * @throws Failure for the operator, if the caller may not, or the file is empty or too long, or
   *     too many wait
   */
  public Asked send(Caller caller, byte[] file) {
    access.require(caller, Action.CHANGE_DIRECTORY, "a file of people");
    if (file.length == 0 || file.length > MOST_BYTES) {
      throw Failure.operator(
          file.length == 0
              ? "the file is empty: send the HR system's CSV"
              : "a file of people may be %d MB long here: split it by department"
                  .formatted(MOST_BYTES >> 20));
    }
    UUID id = UUID.randomUUID();
    if (!store.add(caller, id, file, MOST_WAITING)) {
      throw Failure.operator(
          "%d files of people wait here already: apply one of them, or wait until the oldest is a day old and is taken away"
              .formatted(MOST_WAITING));
    }
    return new Asked(id, requests.ask(caller, PREVIEW, id.toString()));
  }

  /**
   * Asks to do what was previewed.
   *
   * @param digest as the preview has it
   * @throws Failure for the operator, if the caller may not, or there is no such preview
   */
  public Asked apply(Caller caller, UUID id, String digest) {
    access.require(caller, Action.CHANGE_DIRECTORY, "people, preview " + shown(digest));
    ImportPreview preview = store.find(caller, id).map(Sent::preview).orElse(null);
    if (preview == null || !preview.digest().equals(digest)) {
      throw Failure.operator(
          "there is no file with this preview: files are kept for a day, and are previewed first");
    }
    return new Asked(id, requests.ask(caller, IMPORT, id + " " + digest));
  }

  /** It is in the log, where no text of a stranger is to be. */
  private static String shown(String digest) {
    return DIGEST.matcher(digest).matches() ? digest : "of no digest";
  }

  /** One file; empty if there is none, or none any more. */
  public Optional<Sent> find(Caller caller, UUID id) {
    access.require(caller, Action.CHANGE_DIRECTORY, "a preview of people");
    return store.find(caller, id);
  }

  /** The newest first. */
  public List<Sent> newest(Caller caller, int limit) {
    access.require(caller, Action.CHANGE_DIRECTORY, "previews of people");
    return store.newest(caller, limit);
  }

  /** What became of it, of IT/Security. */
  public List<WorkRequest> asked(Caller caller, int limit) {
    return requests.newest(caller, IMPORT, limit);
  }

  static byte[] bytes(ImportPreview preview) {
    return JSON.writeValueAsBytes(preview);
  }

  static ImportPreview preview(byte[] json) {
    return JSON.readValue(json, ImportPreview.class);
  }
}
