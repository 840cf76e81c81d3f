package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose an id is, as far as the directory was told. */
interface KnownIds {
  /** Whose the first of these ids is that anybody has, or null. */
  @Nullable PersonKey known(List<Id> ids);

  /** Whether somebody was erased on request and must not come back. */
  boolean isErased(PersonKey person);
}
