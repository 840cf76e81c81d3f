package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class SpellingStoreTest {
  @Test
  void the_first_spelling_in_code_point_order_is_shown_to_its_own_tenant() {
    try (Database database = TestDatabase.fresh()) {
      SpellingStore store = new SpellingStore(database);
      TenantId harborline = new TenantId("harborline");
      store.seen(harborline, "rate desk", "Rate Desk");
      store.seen(harborline, "rate desk", "RATE Desk");
      store.seen(harborline, "rate desk", "Rate Desk");
      assertThat(store.of(harborline)).containsOnlyKeys("rate desk");
      assertThat(store.of(harborline)).containsEntry("rate desk", "RATE Desk");
      assertThat(store.of(new TenantId("other"))).isEmpty();
    }
  }
}
