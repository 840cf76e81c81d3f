package com.orgscope.lake;

import com.orgscope.kernel.TenantId;

/**
 * Says of which applications no question is answered. Rows of theirs are kept and counted, and
 * nothing that is asked or derived has them: to every question it is as if they were not there.
 *
 * <p>It is asked anew for every question, so that what it says holds at once, for days that were
 * counted long ago too.
 */
public interface Withholding {
  /** Where nothing is withheld. */
  Withholding NONE =
      tenant ->
          new Rule() {
            @Override
            public boolean withholds(String app) {
              return false;
            }

            @Override
            public String version() {
              return "";
            }
          };

  Rule of(TenantId tenant);

  /** What holds for one tenant now. */
  interface Rule {
    /**
     * @param app as it is stored
     */
    boolean withholds(String app);

    /** Another text whenever anything else may be withheld. */
    String version();
  }
}
