package com.orgscope.access;

import com.orgscope.state.Checkup.Finding;
import com.orgscope.state.Checkup.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Compares the database's row policies of people with the definition they were compiled from. */
@Component
public final class RowPolicyCheckup {
  private static final String ABOUT = "row policies";

  /** Ids of due work and places of tables, of everybody's. */
  private static final Set<String> SHARED =
      Set.of(
          "work.shard_execution",
          "work.recurring_execution",
          "lake.iceberg_tables",
          "lake.iceberg_namespace_properties");

  private final HeldPolicyStore held;

  RowPolicyCheckup(HeldPolicyStore held) {
    this.held = held;
  }

  public Finding finding() {
    List<PeoplePolicies.Policy> missing = new ArrayList<>(PeoplePolicies.compiled());
    List<PeoplePolicies.Policy> found = held.all();
    missing.removeAll(found);
    List<PeoplePolicies.Policy> others = new ArrayList<>(found);
    others.removeAll(PeoplePolicies.compiled());
    return missing.isEmpty() && others.isEmpty()
        ? new Finding(ABOUT, Grade.GOOD, "who has whose rows is as this version defines it", "")
        : new Finding(
            ABOUT,
            Grade.WRONG,
            "of people are not as this version defines them: missing %s, found %s"
                .formatted(names(missing), names(others)),
            "no migration of Orgscope leaves this: find who changed them and take it back");
  }

  /**
   * How far row-level security is forced.
   *
   * @param tables that hold rows of companies
   * @param forced of these
   * @param shared tables beside them that hold no company's row
   * @param open names of those that should force it and do not
   */
  public record Forced(int tables, int forced, int shared, List<String> open) {
    public Forced {
      open = List.copyOf(open);
    }
  }

  /** As the database has it now. */
  public Forced forced() {
    SortedMap<String, Boolean> tables = held.forced();
    List<String> open =
        tables.entrySet().stream()
            .filter(table -> !table.getValue() && !SHARED.contains(table.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    int shared = (int) tables.keySet().stream().filter(SHARED::contains).count();
    int all = tables.size() - shared;
    return new Forced(all, all - open.size(), shared, open);
  }

  private static String names(List<PeoplePolicies.Policy> policies) {
    return policies.isEmpty()
        ? "none"
        : policies.stream().map(PeoplePolicies.Policy::name).collect(Collectors.joining(", "));
  }
}
