package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A place is the same however somebody's language writes its capitals. */
class PlacesTest {
  @Test
  void spellings_that_differ_in_case_alone_are_one_place() {
    for (List<String> same :
        List.of(
            List.of("istanbul", "İstanbul", "ISTANBUL", "İSTANBUL", " ıstanbul ", "i\u0307stanbul"),
            List.of("Isparta", "ısparta", "ISPARTA"),
            List.of("Πάφος", "ΠΆΦΟΣ", "πάφοσ"),
            List.of("Gießen", "GIESSEN", "giessen", "GIEẞEN"),
            List.of("München", "MÜNCHEN", "Mu\u0308nchen"))) {
      assertThat(same.stream().map(Places::folded).distinct()).as(same.toString()).hasSize(1);
      String folded = Places.folded(same.getFirst());
      assertThat(Places.folded(folded)).as("once is enough").isEqualTo(folded);
    }
  }

  @Test
  void accents_tell_places_apart() {
    assertThat(Places.folded("Munchen")).isNotEqualTo(Places.folded("München"));
    assertThat(Places.folded("Παφος")).isNotEqualTo(Places.folded("Πάφος"));
  }
}
