package com.orgscope.ingest;

import com.orgscope.json.Json;
import com.orgscope.kernel.Progress;
import java.io.IOException;
import java.io.InputStream;

/** One call of ingestion: reads inputs of one provider for one tenant, under the lease. */
final class Run {
  private final EventReader reader;
  private final Parsers parsers;
  private final RowSink rows;
  private final SeenKeys seen;
  private final Tally tally = new Tally();

  Run(EventReader reader, Parsers parsers, RowSink rows, SeenKeys seen) {
    this.reader = reader;
    this.parsers = parsers;
    this.rows = rows;
    this.seen = seen;
  }

  Tally tally() {
    return tally;
  }

  /** Reads one input to its end. */
  void read(InputStream unpacked, EventPipe.DeadEvents dead, Progress progress) {
    EventPipe pipe = new EventPipe(reader, seen, rows::add, dead, tally);
    new ElementReader(unpacked, reader.format(), parsers, watched(pipe, progress)).run();
  }

  /** Reads one input to its end; that it cannot be opened is one dead letter. */
  void read(Input input, Input.Counter counter, EventPipe.DeadEvents dead) {
    try (InputStream in = input.opener().open(counter)) {
      read(in, dead, Progress.NONE);
    } catch (IOException e) {
      dead.add(Reason.UNREADABLE, Fragment.of(new byte[0]));
      tally.deadLettered++;
    }
  }

  private ElementReader.Pieces watched(EventPipe pipe, Progress progress) {
    if (progress == Progress.NONE) {
      return pipe;
    }
    return new ElementReader.Pieces() {
      private static final int STEP = 1000;
      private long told;

      @Override
      public void element(Json json, int node, long offset, ElementReader.Lines lines) {
        pipe.element(json, node, offset, lines);
        tell();
      }

      @Override
      public void retold() {
        pipe.retold();
      }

      @Override
      public void unreadable(String what) {
        pipe.unreadable(what);
      }

      @Override
      public void broken(Reason reason, Fragment fragment) {
        pipe.broken(reason, fragment);
        tell();
      }

      private void tell() {
        if (tally.read() - told >= STEP) {
          told = tally.read();
          progress.at(told, -1);
        }
      }
    };
  }

  void flush() {
    rows.flush();
  }

  void abandon() {
    rows.abandon();
  }
}
