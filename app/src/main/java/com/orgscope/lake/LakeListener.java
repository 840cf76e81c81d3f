package com.orgscope.lake;

import java.nio.file.Path;
import java.util.List;

/**
 * Somebody who looks on while the lake works, so that tests can count files and crash in between.
 */
interface LakeListener {
  LakeListener NONE = new LakeListener() {};

  /** A question, a derivation or a look-up of keys is about to open these files, and no other. */
  default void opening(List<Path> files) {}

  /** The rows of a write lie in files, and no table knows them yet. */
  default void written() {}

  /** The days of new events are marked as due, and the events are about to be committed. */
  default void marked() {}

  /** People's rows are found and listed, and about to be taken out of a table. */
  default void erasing() {}

  /** People's rows have been taken out of a table. */
  default void erased() {}

  /** Files are put together, and about to take the place of the old ones. */
  default void compacting() {}

  /** Rows whose time is over are about to go. */
  default void dropping() {}

  /** A file that only old states of a table knew is about to be deleted. */
  default void deleting() {}
}
