package com.orgscope.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {
  @TempDir Path home;

  @Test
  void processes_that_start_at_once_on_a_new_home_share_one_key() throws Exception {
    byte[] where = "where".getBytes(UTF_8);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Aead> first = () -> new MasterKeyFile(new Home(home)).existingOrNew();
      var keys = threads.invokeAll(Collections.nCopies(8, first));
      byte[] sealed = keys.getFirst().get().encrypt("name".getBytes(UTF_8), where);
      for (var key : keys) {
        assertThat(key.get().decrypt(sealed, where)).asString(UTF_8).isEqualTo("name");
      }
    }
    try (var files = Files.list(home.resolve("keys"))) {
      assertThat(files).containsExactly(home.resolve("keys/master.json"));
    }
  }

  @Test
  void a_damaged_or_missing_key_is_said_plainly() throws Exception {
    MasterKeyFile key = new MasterKeyFile(new Home(home));
    assertThatThrownBy(key::existing).isInstanceOf(Failure.class).hasMessageContaining("missing");
    key.existingOrNew();
    Files.writeString(home.resolve("keys/master.json"), "{}");
    assertThatThrownBy(key::existing).isInstanceOf(Failure.class).hasMessageContaining("backup");
  }

  @Test
  void what_is_sealed_for_one_place_or_tenant_opens_at_no_other() {
    Aead master = new MasterKeyFile(new Home(home)).existingOrNew();
    TenantId acme = new TenantId("acme");
    TenantKey.Wrapped wrapped = TenantKey.generate(acme, master);
    TenantKey key = TenantKey.unwrap(acme, wrapped, master);
    byte[] name = key.encrypt("Ann", "person/1/display_name");

    assertThat(key.decrypt(name, "person/1/display_name")).isEqualTo("Ann");
    assertThatThrownBy(() -> key.decrypt(name, "person/2/display_name"))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> TenantKey.unwrap(new TenantId("other"), wrapped, master))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("tenant other");
  }
}
