package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProductKindsTest {
  @Test
  void kinds_of_product_name_applications_that_are_on_the_list() {
    Set<String> known = new HashSet<>(KnownNames.all());
    assertThat(known).hasSizeGreaterThan(500);
    assertThat(ProductKinds.products()).hasSizeGreaterThan(150).isSubsetOf(known);
  }
}
