package com.orgscope.directory;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where new keys are made that wrap companies' keys. Whoever runs this is known to Google by its
 * application default credentials.
 *
 * @param kmsUri a key ring of Google Cloud KMS ({@code
 *     gcp-kms://projects/P/locations/L/keyRings/R}), in which each company gets a key of its own;
 *     empty for files in the home's folder of keys
 * @param kmsEndpoint {@code host:port} of an emulator, without encryption; empty for Google's
 * @param kmsTimeout how long a call to the service may be tried again before it counts as failed
 */
@Validated
@ConfigurationProperties("orgscope.keys")
record KeySettings(
    @DefaultValue("") String kmsUri,
    @DefaultValue("") String kmsEndpoint,
    @DefaultValue("20s") @NotNull Duration kmsTimeout) {
  static final KeySettings FILES = new KeySettings("", "", Duration.ofSeconds(20));
}
