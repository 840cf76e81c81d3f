package com.orgscope.ingest;

import com.orgscope.directory.IdentityResolution;
import com.orgscope.json.Grammar;
import com.orgscope.json.JacksonGrammar;
import com.orgscope.json.Json;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Ingestion up to one of its steps and no further, to see what each step costs and how events would
 * end.
 */
@Component
public final class IngestTrial {
  private final Ingest ingest;
  private final IdentityResolution resolution;
  private final Supplier<Parsers> parsers;

  @Autowired
  IngestTrial(Ingest ingest, IdentityResolution resolution) {
    this(ingest, resolution, Parsers::new);
  }

  private IngestTrial(Ingest ingest, IdentityResolution resolution, Supplier<Parsers> parsers) {
    this.ingest = ingest;
    this.resolution = resolution;
    this.parsers = parsers;
  }

  /** The same without what recognizes documents of a known shape. */
  public IngestTrial withLibraryAlone() {
    return with(JacksonGrammar::new);
  }

  /** The same with another grammar, and without what recognizes documents of a known shape. */
  public IngestTrial with(Supplier<Grammar> grammar) {
    return new IngestTrial(ingest, resolution, () -> Parsers.alone(grammar.get()));
  }

  /** Cuts the input into elements and parses them; nobody asks what they are. */
  public long elements(Source source, InputStream unpacked) {
    Counted counted = new Counted();
    new ElementReader(unpacked, ingest.format(source), parsers.get(), counted).run();
    return counted.pieces;
  }

  /** Reads to rows in memory; none is stored, and nothing becomes a dead letter. */
  public Rows rows(Caller caller, Source source, Consumer<Event> accepted) {
    return new Rows(
        ingest.newRun(
            caller.tenant(),
            source,
            parsers.get(),
            resolution.pseudonyms(caller.tenant()),
            new Nowhere(accepted)));
  }

  /** One run over several inputs: what came in one is a duplicate in the next. */
  public final class Rows {
    private final Run run;

    private Rows(Run run) {
      this.run = run;
    }

    /**
     * Reads an input to its end, unpacking it if it is packed.
     *
     * @return how its events ended
     */
    public IngestReport read(InputStream raw) throws IOException {
      long begun = System.nanoTime();
      Tally before = new Tally();
      before.add(run.tally());
      run.read(ingest.unpacked(raw), (reason, fragment) -> {}, Progress.NONE);
      return run.tally().since(before).report(System.nanoTime() - begun);
    }
  }

  /** As {@link Ingest#files}, but the days that the events touch are left due. */
  public IngestReport stored(Caller caller, Source source, List<Path> paths) {
    long begun = System.nanoTime();
    Tally tally =
        ingest.store(
            caller,
            source,
            parsers.get(),
            ingest.filesReading(caller, source, paths, Progress.NONE));
    return tally.report(System.nanoTime() - begun);
  }

  private static final class Counted implements ElementReader.Pieces {
    private long pieces;

    @Override
    public void element(Json json, int node, long offset, ElementReader.Lines lines) {
      pieces++;
    }

    @Override
    public void broken(Reason reason, Fragment fragment) {
      pieces++;
    }
  }

  private record Nowhere(Consumer<Event> accepted) implements RowSink {
    @Override
    public void add(Event event) {
      accepted.accept(event);
    }

    @Override
    public void flush() {}

    @Override
    public void abandon() {}
  }
}
