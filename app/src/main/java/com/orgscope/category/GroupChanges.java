package com.orgscope.category;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Which changes suit a group of people: the room that recommends them answers. */
public interface GroupChanges {
  /**
   * Gets ready for one run; it reads the window's friction, so prepare it when somebody asks.
   *
   * @param run which pays for what is asked of models
   */
  Lookup prepare(Caller caller, String run, TimeWindow window);

  /** Answers for one run. For threads. */
  interface Lookup {
    /**
     * @param group at least k people
     * @param functionName how people call a function, by its id
     */
    Told of(String category, Collection<PersonKey> group, UnaryOperator<String> functionName);
  }

  /**
   * Where a group loses time and what would help, in lines that hold no figure and no name.
   *
   * @param costNano what asking took, in nano-dollars
   */
  record Told(List<String> lines, long costNano) {
    public Told {
      lines = List.copyOf(lines);
    }
  }
}
