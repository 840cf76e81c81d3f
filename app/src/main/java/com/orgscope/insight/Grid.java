package com.orgscope.insight;

import java.util.List;
import java.util.TreeSet;

/**
 * What people are counted on: departments of the directory by categories of the tenant's list, and
 * a place each for whom neither holds. Its shape does not depend on what is counted.
 */
record Grid(List<String> departments, List<String> categories) {
  Grid {
    departments = List.copyOf(departments);
    categories = List.copyOf(categories);
  }

  /** What a release of that census is drawn on. */
  static Grid of(Census census, InsightSettings shape) {
    return of(census, census.publicSize() < shape.minPeopleForCategories());
  }

  /**
   * @param totalOnly whether the company is too small for more than one cell
   */
  static Grid of(Census census, boolean totalOnly) {
    if (totalOnly) {
      return new Grid(List.of(Release.EVERYONE), List.of(Release.EVERYONE));
    }
    var departments = new TreeSet<>(census.departments());
    departments.add(Census.NO_DEPARTMENT);
    return new Grid(List.copyOf(departments), census.columns());
  }

  boolean isTotalOnly() {
    return categories.equals(List.of(Release.EVERYONE));
  }

  int cells() {
    return departments.size() * categories.size();
  }

  /** Where a department's people stand; those of one that is not in the directory have none. */
  int department(String name) {
    int at = departments.indexOf(name);
    return at >= 0 ? at : Math.max(0, departments.indexOf(Census.NO_DEPARTMENT));
  }

  /** Where a category stands; one that left the allow-list is not known any more. */
  int category(String name) {
    int at = categories.indexOf(name);
    return at >= 0 ? at : categories.size() - 1;
  }

  GridCell cell(int department, int category) {
    return new GridCell(departments.get(department), categories.get(category));
  }
}
