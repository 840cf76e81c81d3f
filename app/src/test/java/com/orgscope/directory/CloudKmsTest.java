package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Region;
import com.orgscope.state.Residency;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudKmsTest extends KeyEncryptionKeysContract {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final KmsDouble google = new KmsDouble();
  private @Nullable CloudKms kms;

  @Override
  synchronized KeyEncryptionKeys keys() {
    if (kms == null) {
      kms = new CloudKms(google.settings(LONG), Residency.UNBOUND);
    }
    return kms;
  }

  @AfterEach
  void close() {
    if (kms != null) {
      kms.close();
    }
    google.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESOURCE_EXHAUSTED", "UNAVAILABLE", "INTERNAL"})
  void what_passes_is_tried_again(String code) throws Exception {
    String key = keys().make(ACME);
    byte[] sealed = sealed(key);
    int before = google.calls();
    google.fail(Status.fromCode(Status.Code.valueOf(code)), 2);

    assertThat(opened(key, sealed)).asString().isEqualTo("a key set");
    assertThat(google.calls()).isEqualTo(before + 3);
  }

  @Test
  void a_service_that_does_not_answer_is_left_in_time_and_may_be_asked_later() throws Exception {
    String key = keys().make(ACME);
    byte[] sealed = sealed(key);
    google.hang();

    try (CloudKms hurried =
        new CloudKms(google.settings(Duration.ofMillis(200)), Residency.UNBOUND)) {
      assertThatThrownBy(() -> hurried.open(key).decrypt(sealed, PLACE))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.RETRY));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PERMISSION_DENIED, rights",
    "UNAUTHENTICATED, rights",
    "NOT_FOUND, is missing",
    "FAILED_PRECONDITION, disabled or destroyed",
    "UNIMPLEMENTED, UNIMPLEMENTED"
  })
  void what_somebody_must_mend_is_asked_once_and_says_what(String code, String said)
      throws Exception {
    String key = keys().make(ACME);
    byte[] sealed = sealed(key);
    int before = google.calls();
    google.fail(Status.fromCode(Status.Code.valueOf(code)), 1);

    assertThatThrownBy(() -> opened(key, sealed))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.OPERATOR))
        .hasMessageContaining(said)
        .hasMessageContaining("cryptoKeys/orgscope-acme");
    assertThat(google.calls()).isEqualTo(before + 1);
  }

  @Test
  void a_version_that_was_disabled_opens_again_once_it_is_enabled() throws Exception {
    String key = keys().make(ACME);
    byte[] sealed = sealed(key);
    String version = key.substring("gcp-kms://".length());
    google.change(version, CryptoKeyVersionState.DISABLED);
    assertThatThrownBy(() -> opened(key, sealed)).hasMessageContaining("disabled");
    google.change(version, CryptoKeyVersionState.ENABLED);
    assertThat(opened(key, sealed)).isNotEmpty();

    keys().destroy(key);
    assertThat(google.state(version)).isEqualTo(CryptoKeyVersionState.DESTROY_SCHEDULED);
  }

  @Test
  void what_was_damaged_on_the_way_is_neither_kept_nor_used() throws Exception {
    String key = keys().make(ACME);
    byte[] sealed = sealed(key);
    google.damage();

    assertThatThrownBy(() -> sealed(key)).hasMessageContaining("was damaged");
    assertThatThrownBy(() -> opened(key, sealed)).hasMessageContaining("was damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "europe-west3, EU, true",
    "europe, EU, true",
    "us-east1, US, true",
    "us, US, true",
    "us-east1, EU, false",
    "europe-west3, US, false",
    "europe-west2, EU, false",
    "europe-west6, EU, false",
    "northamerica-northeast1, US, false",
    "global, EU, false",
    "global, US, false"
  })
  void a_key_of_another_region_is_refused_at_the_start_and_at_use(
      String location, Region region, boolean fits) {
    String ring = "gcp-kms://projects/p/locations/" + location + "/keyRings/r";
    Residency bound = new Residency(region, Map.of());
    KeySettings settings = new KeySettings(ring, "", LONG);
    String key = ring + "/cryptoKeys/orgscope-acme/cryptoKeyVersions/1";
    KeyPlaces places = new KeyPlaces(new Home(Path.of("")), KeySettings.FILES, bound);
    if (fits) {
      assertThatCode(() -> new CloudKms(settings, bound)).doesNotThrowAnyException();
      assertThatCode(() -> places.open(key)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> new KeyPlaces(new Home(Path.of("")), settings, bound))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(ring);
      assertThatThrownBy(() -> places.open(key))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(key);
    }
    assertThatCode(() -> new CloudKms(settings, Residency.UNBOUND)).doesNotThrowAnyException();
  }

  @Test
  void settings_that_name_no_key_ring_are_refused_at_the_start() {
    for (String uri : new String[] {"gcp-kms://projects/p", KmsDouble.RING, "file:x"}) {
      assertThatThrownBy(() -> new CloudKms(new KeySettings(uri, "", LONG), Residency.UNBOUND))
          .as(uri)
          .hasMessageContaining("orgscope.keys.kms-uri");
    }
  }
}
