package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lake by DuckDB: a question with the scope that the caller's policy leaves them. */
final class LakeRows implements RowEnforcer {
  private static final TimeWindow ALWAYS =
      new TimeWindow(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));

  private final RowCompany company;

  LakeRows(RowCompany company) {
    this.company = company;
  }

  @Override
  public Map<String, Set<String>> rows(RowContract.Line line) {
    Caller caller = company.caller(line.tenant(), line.role(), line.person());
    Map<String, Set<String>> rows = new TreeMap<>();
    for (LakeTable table : LakeTable.values()) {
      if (table.namesPeople()) {
        rows.put(table.sqlName(), rows(caller, table));
      }
    }
    return rows;
  }

  private Set<String> rows(Caller caller, LakeTable table) {
    Scope scope;
    try {
      scope = company.company(caller.tenant()).access().scope(caller);
    } catch (Failure e) {
      return Set.of();
    }
    return new TreeSet<>(
        company
            .company(caller.tenant())
            .lake()
            .ask(
                new NamedQuery(LakeRows.class, "people_in_" + table.sqlName()),
                scope,
                ALWAYS,
                Map.of(),
                row -> company.name(row.getString("tenant"), person(row.getString("actor")))));
  }

  private static PersonKey person(String actor) {
    return PersonKey.parse(actor);
  }

  @Override
  public Set<String> expected(String table, RowContract.Line line, RowContract.Day day) {
    return line.on(day);
  }

  @Override
  public String toString() {
    return "the lake by DuckDB";
  }
}
