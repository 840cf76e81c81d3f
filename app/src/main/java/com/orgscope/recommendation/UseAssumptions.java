package com.orgscope.recommendation;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.AssumptionSource;
import com.orgscope.table.Table;
import java.util.List;
import org.springframework.stereotype.Component;

/** What changes of use are taken to bring, as assumptions that a company may set. */
@Component
final class UseAssumptions implements AssumptionSource {
  @Override
  public List<Assumption> shipped() {
    return Table.read(UseAssumptions.class, "use-assumptions.tsv").rows().stream()
        .map(row ->
            new Assumption(
                row.get(0),
                row.get(1),
                row.get(2),
                Double.parseDouble(row.get(3)),
                Double.parseDouble(row.get(4)),
                Double.parseDouble(row.get(5)),
                row.get(6),
                false))
        .toList();
  }
}
