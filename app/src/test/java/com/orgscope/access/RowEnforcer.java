package com.orgscope.access;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Something that leaves each caller their rows. */
interface RowEnforcer {
  /** By table the people of whom the line's caller has a row, as the contract names them. */
  Map<String, Set<String>> rows(RowContract.Line line) throws SQLException;

  /** What it must have left. */
  Set<String> expected(String table, RowContract.Line line, RowContract.Day day);
}
