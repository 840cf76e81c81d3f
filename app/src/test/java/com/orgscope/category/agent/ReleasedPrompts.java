package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The prompts that {@code released.tsv} beside a class lists, with the hash of their bytes. */
public record ReleasedPrompts(Class<?> beside, List<List<String>> rows) {
  public static ReleasedPrompts beside(Class<?> beside) {
    return new ReleasedPrompts(beside, Table.read(beside, "released.tsv").rows());
  }

  public List<String> files() {
    return rows.stream().map(List::getFirst).toList();
  }

  public void areUnchanged() throws IOException {
    assertThat(rows).isNotEmpty();
    for (List<String> row : rows) {
      try (InputStream in = beside.getResourceAsStream(row.get(0))) {
        assertThat(in).as("%s", row).isNotNull();
        assertThat(Prompts.sha256(in.readAllBytes()))
            .as("%s was released: write a new version beside it", row.get(0))
            .isEqualTo(row.get(1));
      }
    }
  }
}
