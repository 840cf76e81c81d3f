package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;

/**
 * What a system that keeps accounts knows of who somebody is not. A file says it by its other rows;
 * whoever brings one person at a time says it with this.
 */
public interface OtherAccounts {
  OtherAccounts NONE =
      new OtherAccounts() {
        @Override
        public boolean hold(PersonKey key) {
          return false;
        }

        @Override
        public boolean held(PersonKey key) {
          return false;
        }
      };

  /** Whether this person has another account there that goes on. */
  boolean hold(PersonKey key);

  /** Whether this person had, or has, an account there that certainly was somebody else's. */
  boolean held(PersonKey key);
}
