package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.lake.Source;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads sign-in logs into the lake. What was read twice is stored once, in whatever files, parts or
 * order it comes, and whatever died in between; so the way to go on after any trouble is to give
 * the same input again.
 *
 * <p>Accesses of Entra are counted distinct by (actor, app, session): one sign-in with a second
 * factor is several successful records there, and their {@code session} is what they share.
 */
public interface Ingest {
  /** The path that stands for standard input. */
  Path STANDARD_INPUT = Path.of("-");

  /**
   * Reads files, folders with all that is in them, and {@link #STANDARD_INPUT}: JSON lines, arrays,
   * pages of each provider's API and event hook deliveries, plain or compressed by gzip or
   * Zstandard, whatever their names. One writer works for a tenant at a time; another waits. When
   * the events are stored, the tenant's daily usage is brought up to date.
   *
   * @param progress bytes of the files read so far, and in all (-1 with standard input)
   * @throws com.orgscope.kernel.Failure for the operator, if a path does not exist or cannot be
   *     opened; then nothing was read
   */
  IngestReport files(Caller caller, Source source, List<Path> paths, Progress progress);

  /**
   * Reads one stream, as {@link #files} does; its end is the end of the input. Nothing of it is
   * kept. The stream is not closed.
   *
   * @param progress events read so far, in all unknown
   */
  IngestReport stream(Caller caller, Source source, InputStream events, Progress progress);
}
