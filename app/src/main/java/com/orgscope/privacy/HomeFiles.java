package com.orgscope.privacy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every kind of file that a home has, and who looks into it. A file of no kind is looked through as
 * well; that the product makes none is for a test to say.
 */
enum HomeFiles {
  LAKE("lake/.*", Looked.ELSEWHERE),
  DATABASE("postgres/data(\\.new-[^/]*)?/.*", Looked.ELSEWHERE),
  PROGRAMS("postgres/binaries-.*", Looked.NEVER),
  DATABASE_LOG("postgres/log", Looked.HERE),
  DATABASE_STATE(
      "postgres/(alive|lock|present|watchdog(\\.sh)?|owner\\.password)(/.*)?", Looked.HERE),
  KEYS("keys/.*", Looked.HERE),
  JOURNAL("journal/.*", Looked.HERE),
  SEALS("seals/.*", Looked.HERE),
  OPERATORS("operators/.*", Looked.HERE),
  RECEIPTS("receipts/.*", Looked.HERE),
  TOMBSTONES("tombstones/.*", Looked.HERE),
  SPOOL("audit-spool/.*", Looked.HERE),
  CACHE("cache/.*", Looked.TEMPORARY),
  SERVER("server/.*", Looked.TEMPORARY),
  DEMO("demo/[^/]*\\.json", Looked.HERE),
  BENCH("bench/.*", Looked.HERE),
  PORT("pages\\.port", Looked.HERE);

  private enum Looked {
    HERE,
    /** As here; whichever holds somebody who is erased goes, since nothing is ever read from it. */
    TEMPORARY,
    ELSEWHERE,
    NEVER
  }

  private final Pattern path;
  private final Looked looked;

  HomeFiles(String path, Looked looked) {
    this.path = Pattern.compile(path);
    this.looked = looked;
  }

  /**
   * The kind of a file; empty if the product makes no such file.
   *
   * @param file within the home
   */
  static Optional<HomeFiles> of(Path file) {
    String name = file.toString().replace('\\', '/');
    return Arrays.stream(values()).filter(kind -> kind.path.matcher(name).matches()).findFirst();
  }

  /** Whether a file is looked through as its bytes lie. */
  static boolean isLookedThrough(Path file) {
    return of(file)
        .map(kind -> kind.looked == Looked.HERE || kind.looked == Looked.TEMPORARY)
        .orElse(true);
  }

  static boolean isTemporary(Path file) {
    return of(file).map(kind -> kind.looked == Looked.TEMPORARY).orElse(false);
  }
}
