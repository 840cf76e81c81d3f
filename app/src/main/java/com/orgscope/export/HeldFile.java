package com.orgscope.export;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * One file of an export.
 *
 * @param name without an ending
 * @param what it is, in a few words
 * @param kept how long
 * @param columns of its rows, in order
 * @param flat whether each value is one text or number, so that a table of it can be made
 * @param rows reads them, one after the other; again the same
 */
record HeldFile(
    String name, String what, String kept, List<String> columns, boolean flat, Rows rows) {
  HeldFile {
    columns = List.copyOf(columns);
  }

  /** Reads rows and holds few of them at a time. */
  interface Rows {
    void each(Consumer<ObjectNode> row);
  }
}
