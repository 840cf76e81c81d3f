package com.orgscope.privacy;

import com.orgscope.state.Database;
import com.orgscope.state.Findings;
import org.springframework.stereotype.Component;

/**
 * The files of the database inside: pages, indexes, pieces beside rows, the planner's notes and the
 * log of changes, rows that are gone included. Nothing of a server of somebody else's.
 */
@Component
final class SearchDatabaseFiles implements StoreSearch {
  /** What stands before the name of a table. */
  static final String OF_TABLE = "files of ";

  private final Database database;

  SearchDatabaseFiles(Database database) {
    this.database = database;
  }

  @Override
  public String store() {
    return "files of the database";
  }

  @Override
  public Findings holding(Sought sought) {
    return database.filesHolding(sought.bytes()).orElseGet(Findings::new);
  }
}
