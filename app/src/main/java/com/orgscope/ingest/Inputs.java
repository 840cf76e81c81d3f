package com.orgscope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Where events lie: the plug-in that finds and unpacks files. */
public interface Inputs {
  /**
   * All that is to be read under some paths, in the order of the paths and of the names in folders.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if there is nothing at a path
   */
  List<Input> at(List<Path> paths);

  /** Unpacks a stream whose beginning says that it is packed, in as many layers as it is. */
  InputStream unpacked(InputStream raw) throws IOException;

  /**
   * As {@link #unpacked(InputStream)}, of somebody who may mean harm: a few bytes can be packed so
   * that they become any number. Reading ends in a {@link TooMuchPackedException} behind so many.
   *
   * @param most bytes of all layers together
   */
  InputStream unpacked(InputStream raw, long most) throws IOException;
}
