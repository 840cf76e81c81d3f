package com.orgscope.state;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows to be written in somebody else's transaction: a {@code *Store} says which, another room says
 * when, and both are kept or neither.
 */
@FunctionalInterface
public interface Effect {
  /** Nothing to write. */
  Effect NONE = jdbc -> {};

  void in(JdbcClient transaction);
}
