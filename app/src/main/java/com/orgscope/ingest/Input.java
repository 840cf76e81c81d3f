package com.orgscope.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * One thing to read, unopened.
 *
 * @param name what a dead letter calls it: a file's name without its folder
 * @param size bytes as they lie, -1 if nobody knows
 */
public record Input(String name, long size, Opener opener) {

  public interface Opener {
    /**
     * @param raw counts the bytes as they lie while they are read
     * @return the bytes unpacked
     */
    InputStream open(Counter raw) throws IOException;
  }

  /** Counts. */
  public interface Counter {
    void add(long bytes);
  }
}
