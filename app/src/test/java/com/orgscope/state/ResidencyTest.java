package com.orgscope.state;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ResidencyTest {
  private static final Residency EU = new Residency(Region.EU, Map.of("openai", Region.US));

  @Test
  void it_is_read_from_the_settings_and_by_default_binds_nothing() {
    Residency none =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("orgscope.residency", Residency.class);
    none.require(Region.US, "the lake");
    none.requireEndpoint("anthropic", "https://api.example");
    Residency bound =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "orgscope.residency.region", "eu",
                        "orgscope.residency.endpoints.anthropic", "eu")))
            .bindOrCreate("orgscope.residency", Residency.class);
    bound.require(Region.EU, "the lake");
    bound.requireEndpoint("anthropic", "https://api.example");
    assertThatThrownBy(() -> bound.require(Region.US, "the lake in /x"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the lake in /x belongs to the region us, and this installation is bound to eu: use that of us");
  }

  @Test
  void an_endpoint_elsewhere_or_nobody_knows_where_is_refused() {
    assertThatThrownBy(() -> EU.requireEndpoint("openai", "https://api.example/v1"))
        .hasMessageContaining("what is asked at https://api.example/v1 belongs to the region us");
    assertThatThrownBy(() -> EU.requireEndpoint("anthropic", "https://api.example"))
        .hasMessageContaining("set orgscope.residency.endpoints.anthropic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:11434/v1",
        "http://127.0.0.1:8080",
        "http://127.9.9.9",
        "http://[::1]:8080/v1"
      })
  void this_machine_is_in_no_other_region(String address) {
    assertThatCode(() -> EU.requireEndpoint("anthropic", address)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost.example",
        "https://127.0.0.1.example",
        "https://10.0.0.1",
        "https://[2001:db8::1]/",
        "https://user@example",
        "anthropic.example"
      })
  void what_only_looks_like_this_machine_is_not(String address) {
    assertThatThrownBy(() -> EU.requireEndpoint("anthropic", address))
        .hasMessageContaining("nobody said where");
  }

  @Test
  void a_service_that_nobody_asks_is_told() {
    assertThatThrownBy(() -> new Residency(Region.EU, Map.of("claude", Region.EU)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("anthropic, audit-syslog, audit-webhook, openai, telemetry");
  }
}
