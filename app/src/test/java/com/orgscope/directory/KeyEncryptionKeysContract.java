package com.orgscope.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What each place for keys promises, whether it is a folder or a service. */
abstract class KeyEncryptionKeysContract {
  static final TenantId ACME = new TenantId("acme");
  static final TenantId OTHER = new TenantId("other");
  static final byte[] PLACE = "orgscope/acme/names".getBytes(UTF_8);
  private static final byte[] PLAIN = "a key set".getBytes(UTF_8);

  /** The place as another process sees it. */
  abstract KeyEncryptionKeys keys();

  @Test
  void what_a_key_sealed_opens_in_every_process_and_for_its_place_alone() throws Exception {
    String key = keys().make(ACME);
    byte[] sealed = sealed(key);

    assertThat(keys().holds(key)).isTrue();
    assertThat(opened(key, sealed)).isEqualTo(PLAIN);
    assertThat(new String(sealed, UTF_8)).doesNotContain("a key set");
    assertThatThrownBy(() -> keys().open(key).decrypt(sealed, "elsewhere".getBytes(UTF_8)))
        .isInstanceOf(GeneralSecurityException.class);
    sealed[sealed.length / 2] ^= 1;
    assertThatThrownBy(() -> opened(key, sealed)).isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void another_key_takes_the_place_of_one_and_both_open_what_they_sealed() throws Exception {
    String first = keys().make(ACME);
    byte[] early = sealed(first);
    String second = keys().make(ACME);
    byte[] late = sealed(second);

    assertThat(second).isNotEqualTo(first);
    assertThat(opened(first, early)).isEqualTo(PLAIN);
    assertThat(opened(second, late)).isEqualTo(PLAIN);
  }

  @Test
  void what_a_destroyed_key_sealed_opens_no_more_and_everything_else_does() throws Exception {
    String first = keys().make(ACME);
    String second = keys().make(ACME);
    String others = keys().make(OTHER);
    byte[] early = sealed(first);
    byte[] late = sealed(second);
    byte[] theirs = sealed(others);

    keys().destroy(first);
    keys().destroy(first);

    assertThatThrownBy(() -> opened(first, early))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining("names cannot be read without it");
    assertThat(opened(second, late)).isEqualTo(PLAIN);
    assertThat(opened(others, theirs)).isEqualTo(PLAIN);
    String again = keys().make(ACME);
    assertThatThrownBy(() -> opened(again, early)).isInstanceOf(Exception.class);
    assertThat(opened(again, sealed(again))).isEqualTo(PLAIN);
  }

  @Test
  void processes_that_make_keys_at_once_get_each_their_own() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<String> make = () -> keys().make(ACME);
      Set<String> made = new HashSet<>();
      for (var key : threads.invokeAll(Collections.nCopies(8, make))) {
        made.add(key.get());
      }
      assertThat(made).hasSize(8);
    }
  }

  @Test
  void a_name_that_no_key_can_have_leads_nowhere() {
    String key = keys().make(ACME);
    for (String name : new String[] {key + "/../x", key.replace("acme", "../acme"), key + "x"}) {
      assertThatThrownBy(() -> keys().open(name)).as(name).isInstanceOf(Failure.class);
      assertThatThrownBy(() -> keys().destroy(name)).as(name).isInstanceOf(Failure.class);
    }
  }

  final byte[] sealed(String key) throws GeneralSecurityException {
    return keys().open(key).encrypt(PLAIN, PLACE);
  }

  final byte[] opened(String key, byte[] sealed) throws GeneralSecurityException {
    Aead open = keys().open(key);
    return open.decrypt(sealed, PLACE);
  }
}
