package com.orgscope.insight;

import com.orgscope.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * What somebody published about other companies, to say beside a figure whether that is much. It is
 * of a dated file and never of another company that uses Orgscope.
 *
 * @param figure what it stands beside ({@code "sign-in-time"})
 * @param says the figure in one sentence without its source
 * @param source who published it, and when
 * @param address where it can be read
 * @param read the day on which it was read there
 */
public record Elsewhere(String figure, String says, String source, String address, String read) {
  private static final List<Elsewhere> ALL =
      Table.read(Elsewhere.class, "published-elsewhere.tsv").rows().stream()
          .map(row -> new Elsewhere(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
          .toList();

  /** Empty where nobody published anything that can stand beside it. */
  public static Optional<Elsewhere> of(String figure) {
    return ALL.stream().filter(one -> one.figure().equals(figure)).findFirst();
  }
}
