package com.orgscope.sources;

import com.orgscope.lake.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider that can be polled and nothing else: how it is, is up to the test. */
abstract class PolledProvider implements Provider {
  @Override
  public final Source source() {
    return Source.OKTA;
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public void requireWhole(Connection connection) {}

  @Override
  public void check(Connection connection, ProviderClient providerClient) {}

  @Override
  public Keeping keeping() {
    return new Keeping(Duration.ofDays(90), Duration.ofHours(1));
  }

  @Override
  public int read(
      ProviderClient providerClient,
      String stream,
      Instant from,
      Instant until,
      Consumer<List<byte[]>> page) {
    return 0;
  }

  @Override
  public @Nullable Instant happened(byte[] element) {
    return null;
  }
}
