package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
import com.orgscope.kernel.Caller;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * A company's own list of the division that each department belongs to. It goes before what the HR
 * system says of somebody's division.
 */
@Component
public class Divisions {
  private final DivisionStore store;
  private final DirectoryGate gate;

  Divisions(DivisionStore store, DirectoryGate gate) {
    this.store = store;
    this.gate = gate;
  }

  /** The list as it stands. Departments are looked up without case. */
  public static final class Listed {
    private final Map<String, String> bySpelling = new HashMap<>();
    private final Set<String> departments;

    private Listed(Map<String, String> byDepartment) {
      departments = Collections.unmodifiableSet(new TreeSet<>(byDepartment.keySet()));
      byDepartment.forEach(
          (department, division) -> bySpelling.put(DivisionFile.spelling(department), division));
    }

    public static Listed of(Map<String, String> byDepartment) {
      return new Listed(byDepartment);
    }

    /** Empty where the list does not name the department. */
    public Optional<String> division(String department) {
      return Optional.ofNullable(bySpelling.get(DivisionFile.spelling(department)));
    }

    /** Those that the list names and nobody of these has. */
    public List<String> beyond(Collection<String> others) {
      Set<String> had = others.stream().map(DivisionFile::spelling).collect(Collectors.toSet());
      return departments.stream().filter(d -> !had.contains(DivisionFile.spelling(d))).toList();
    }

    public boolean isEmpty() {
      return departments.isEmpty();
    }
  }

  /**
   * Reads lines of a department, a tab and its division, in the place of every list before.
   *
   * @return how many departments the file names
   * @throws com.orgscope.kernel.Failure for the operator, naming the line and what would do; then
   *     nothing is stored
   */
  public int importFile(Caller caller, Path file) {
    gate.admit(caller, Act.CHANGE_VOCABULARY, "divisions");
    Map<String, String> divisions = DivisionFile.read(file);
    store.replace(caller, divisions);
    return divisions.size();
  }

  /** Nothing for who has not everybody's rows. */
  public Listed listed(Caller caller) {
    return Listed.of(store.all(caller));
  }
}
