package com.orgscope.assurance;

import java.util.List;

/**
 * A paper that law asks for, with what is in force filled in.
 *
 * @param name in addresses and of its file
 * @param law what asks for it
 * @param markdown all of it as a file
 * @param toFill how many places a person must still fill in
 */
public record Paper(
    String name, String title, String law, List<Block> blocks, String markdown, int toFill) {
  public Paper {
    blocks = List.copyOf(blocks);
  }

  /** What stands under another. */
  public sealed interface Block permits Heading, Text, Items, Grid, ToFill {}

  public record Heading(String text) implements Block {}

  public record Text(String text) implements Block {}

  public record Items(List<String> lines) implements Block {
    public Items {
      lines = List.copyOf(lines);
    }
  }

  /** The first row names the columns. */
  public record Grid(List<String> columns, List<List<String>> rows) implements Block {
    public Grid {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** What only a person can say. */
  public record ToFill(String text) implements Block {}
}
