package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.access.UnitGrant.Kind;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;

/** Which units there are to be granted: the rows and columns of the grid of a release. */
@Service
public class ReleasedUnits {
  private final UnitBook book;
  private final Taxonomies taxonomies;
  private final PublishedReleases releases;
  private final Access access;

  ReleasedUnits(UnitBook book, Taxonomies taxonomies, PublishedReleases releases, Access access) {
    this.book = book;
    this.taxonomies = taxonomies;
    this.releases = releases;
    this.access = access;
  }

  /**
   * Returns if there is such a unit: in the newest release, or in one of that day.
   *
   * @throws Failure for the operator, naming those that there are
   */
  public void require(Caller caller, Kind kind, String unit, LocalDate day) {
    access.require(caller, Action.GRANT_UNITS, "units that there are");
    Set<String> there =
        new TreeSet<>(
            switch (kind) {
              case DEPARTMENT ->
                  book.plan(caller, day).units().stream().map(UnitBook.Unit::name).toList();
              case CATEGORY -> taxonomies.of(caller).ownNames();
            });
    releases
        .latest(caller)
        .ifPresent(release ->
            release
                .cells()
                .forEach(cell ->
                    there.add(kind == Kind.DEPARTMENT ? cell.department() : cell.category())));
    // What is merged there is of several units, and another one's rest.
    there.removeAll(Set.of(Release.OTHER, Release.EVERYONE));
    if (!there.contains(unit)) {
      throw Failure.operator(
          "there is no %s '%s' in a release: use one of %s"
              .formatted(
                  kind == Kind.DEPARTMENT ? "unit" : "kind of work",
                  unit,
                  String.join(", ", there)));
    }
  }
}
