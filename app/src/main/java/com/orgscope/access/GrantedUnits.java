package com.orgscope.access;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Units whose published cells somebody sees, by the names that releases have.
 *
 * @param departments rows of the grid
 * @param categories its columns, over all departments
 */
public record GrantedUnits(Set<String> departments, Set<String> categories) {
  public GrantedUnits {
    departments = Collections.unmodifiableSet(new TreeSet<>(departments));
    categories = Collections.unmodifiableSet(new TreeSet<>(categories));
  }

  public boolean isEmpty() {
    return departments.isEmpty() && categories.isEmpty();
  }

  /**
   * Whether a cell is of the whole company or of one of these.
   *
   * @param department null of all
   * @param category null of all
   */
  public boolean hold(@Nullable String department, @Nullable String category) {
    return (department == null && category == null)
        || (department != null && departments.contains(department))
        || (category != null && categories.contains(category));
  }
}
