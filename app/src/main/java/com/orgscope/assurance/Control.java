package com.orgscope.assurance;

import com.orgscope.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * A control in a sentence, where the standards ask for it, and what shows that it holds.
 *
 * @param facts keys of live facts
 * @param iso27001 of Annex A of ISO/IEC 27001:2022
 * @param soc2 of the Trust Services Criteria of 2017, as of 2022
 * @param gdpr articles
 * @param aiAct articles of Regulation (EU) 2024/1689
 */
public record Control(
    String id,
    String title,
    String statement,
    List<String> facts,
    String iso27001,
    String soc2,
    String gdpr,
    String aiAct) {
  public Control {
    facts = List.copyOf(facts);
  }

  static List<Control> all() {
    return Table.read(Control.class, "controls.tsv").rows().stream()
        .map(row ->
            new Control(
                row.get(0),
                row.get(1),
                row.get(2),
                Arrays.asList(row.get(3).split(" ")),
                row.get(4),
                row.get(5),
                row.get(6),
                row.get(7)))
        .toList();
  }
}
