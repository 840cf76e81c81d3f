package com.orgscope.ingest;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Reads sign-in logs into the lake. What was read twice is stored once, in whatever files, parts or
 * order it comes, and whatever died in between; so the way to go on after any trouble is to give
 * the same input again.
 *
 * <p>Accesses of Entra are counted distinct by (actor, app, session): one sign-in with a second
 * factor is several successful records there, and their {@code session} is what they share.
 */
@Component
public final class Ingest {
  public static final Path STANDARD_INPUT = Path.of("-");

  private static final long PROGRESS_STEP = 1 << 20;

  private final Admission admission;
  private final Inputs inputs;
  private final EventReaders readers;
  private final LakeWriters writers;
  private final TenantLookups lookups;
  private final DeadLetterBoxes boxes;

  Ingest(
      Admission admission,
      Inputs inputs,
      EventReaders readers,
      LakeWriters writers,
      TenantLookups lookups,
      DeadLetterBoxes boxes) {
    this.admission = admission;
    this.inputs = inputs;
    this.readers = readers;
    this.writers = writers;
    this.lookups = lookups;
    this.boxes = boxes;
  }

  /**
   * Reads files, folders with all that is in them, and {@link #STANDARD_INPUT}: JSON lines, arrays,
   * pages of each provider's API, event hook deliveries and the CSV of its admin console, plain or
   * compressed by gzip or Zstandard, whatever their names. One writer works for a tenant at a time;
   * another waits. When the events are stored, the tenant's daily usage is brought up to date.
   *
   * @param progress bytes of the files read so far, and in all (-1 with standard input)
   * @throws com.orgscope.kernel.Failure for the operator, if a path does not exist or cannot be
   *     opened; then nothing was read
   */
  public IngestReport files(Caller caller, Source source, List<Path> paths, Progress progress) {
    return run(caller, source, filesReading(caller, source, paths, progress));
  }

  /** The reading of files, to be done in a {@link #run}. */
  Consumer<Run> filesReading(Caller caller, Source source, List<Path> paths, Progress progress) {
    List<Input> all = inputs.at(paths);
    long total = all.stream().mapToLong(Input::size).anyMatch(size -> size < 0) ? -1 : sum(all);
    DeadLetterBox box = boxes.of(caller, source);
    FileProgress watch = new FileProgress(progress, total);
    return run -> {
      for (Input input : all) {
        box.begin(input.name());
        int before = run.tally().unreadable.size();
        run.read(input, watch, box);
        run.tally().nameUnreadable(before, input.name());
        box.flush();
      }
      watch.done();
    };
  }

  /**
   * Reads one stream, as {@link #files} does; its end is the end of the input. Nothing of it is
   * kept. The stream is not closed.
   *
   * @param progress events read so far, in all unknown
   */
  public IngestReport stream(Caller caller, Source source, InputStream events, Progress progress) {
    DeadLetterBox box = boxes.of(caller, source);
    return run(
        caller,
        source,
        run -> {
          box.begin("-");
          try {
            run.read(inputs.unpacked(events), box, progress);
            run.tally().nameUnreadable(0, "standard input");
          } catch (IOException e) {
            throw Failure.retry("the stream cannot be read", e);
          }
          box.flush();
        });
  }

  /** Does some reading under the lease, stores what it brought, and rolls it up. */
  IngestReport run(Caller caller, Source source, Consumer<Run> reading) {
    long begun = System.nanoTime();
    Tally tally = store(caller, source, reading);
    CrashPoint.BEFORE_ROLL_UP.pass();
    lookups.rollUp(caller.tenant());
    return tally.report(System.nanoTime() - begun);
  }

  /** As {@link #run}, and leaves the days that the events touch due. */
  Tally store(Caller caller, Source source, Consumer<Run> reading) {
    return store(caller, source, new Parsers(), reading);
  }

  Tally store(Caller caller, Source source, Parsers parsers, Consumer<Run> reading) {
    TenantId tenant = caller.tenant();
    try (var _ = admission.take(caller)) {
      Pseudonyms pseudonyms = writers.pseudonyms(tenant);
      BatchWriter writer = writers.writer(tenant, pseudonyms);
      writer.begin();
      Run run = newRun(tenant, source, parsers, pseudonyms, writer);
      try {
        reading.accept(run);
        run.flush();
      } catch (RuntimeException e) {
        run.abandon();
        throw e;
      }
      return run.tally();
    }
  }

  Run newRun(TenantId tenant, Source source, Parsers parsers, Pseudonyms pseudonyms, RowSink rows) {
    return new Run(
        readers.of(tenant, source, pseudonyms), parsers, rows, writers.seenKeys(tenant, rows));
  }

  InputStream unpacked(InputStream raw) throws IOException {
    return inputs.unpacked(raw);
  }

  Format format(Source source) {
    return readers.format(source);
  }

  private static long sum(List<Input> inputs) {
    return inputs.stream().mapToLong(Input::size).sum();
  }

  /** Tells of the bytes read, but not of every single read. */
  private static final class FileProgress implements Input.Counter {
    private final Progress progress;
    private final long total;
    private long read;
    private long told;

    FileProgress(Progress progress, long total) {
      this.progress = progress;
      this.total = total;
    }

    @Override
    public void add(long bytes) {
      read += bytes;
      if (read - told >= PROGRESS_STEP) {
        told = read;
        progress.at(read, total);
      }
    }

    void done() {
      progress.at(read, total < 0 ? read : total);
    }
  }
}
