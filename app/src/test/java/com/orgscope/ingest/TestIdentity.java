package com.orgscope.ingest;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.PersonKey;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tells events as the application does, without Spring. */
public final class TestIdentity {
  private TestIdentity() {}

  public static EventIdentity at(InstantSource clock) {
    return at(clock, () -> false);
  }

  /**
   * @param erased whether everybody called Ann Ash was erased
   */
  public static EventIdentity at(InstantSource clock, BooleanSupplier erased) {
    return new EventIdentity(
        Plugins.formats(), IngestSettings.defaults(), tenant -> new ByLogin(erased), clock);
  }

  private record ByLogin(BooleanSupplier annIsErased) implements Pseudonyms {
    @Override
    public PersonKey resolve(
        String provider, @Nullable String providerId, @Nullable String login, int day) {
      byte[] name = String.valueOf(login).getBytes(StandardCharsets.UTF_8);
      return new PersonKey(UUID.nameUUIDFromBytes(name));
    }

    @Override
    public Set<PersonKey> erased() {
      return annIsErased.getAsBoolean()
          ? Set.of(resolve("", null, "ann.ash@example.com", 0))
          : Set.of();
    }

    @Override
    public boolean isErased(PersonKey key, int day) {
      return erased().contains(key);
    }

    @Override
    public void save() {}
  }
}
