package com.orgscope.lake;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import java.time.LocalDate;
import java.util.List;

/**
 * Says of whom no question is answered. Their events and daily figures are kept, and to every
 * question it is as if they were not there.
 *
 * <p>It is asked anew for every question, so that what it says holds at once, for days that were
 * counted long ago too.
 */
public interface PeopleLeftOut {
  /** Where nobody is left out. */
  PeopleLeftOut NONE = tenant -> Keys.NONE;

  Keys of(TenantId tenant);

  /** Of {@link #of}, where nobody needs the rows. */
  default String version(TenantId tenant) {
    return of(tenant).version();
  }

  /** What is stored under a key on the days from {@code from} to the one before {@code until}. */
  record Days(PersonKey key, LocalDate from, LocalDate until) {}

  /**
   * What holds for one tenant now.
   *
   * @param alone whether these rows are all that is told, instead of all that is not
   * @param version another text whenever anybody else may be left out
   */
  record Keys(boolean alone, List<Days> days, String version) {
    /** Nobody is left out. */
    public static final Keys NONE = new Keys(false, List.of(), "");

    public Keys {
      days = List.copyOf(days);
    }
  }
}
