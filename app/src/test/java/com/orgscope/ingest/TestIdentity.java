package com.orgscope.ingest;

import com.orgscope.directory.Pseudonyms;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Event;
import com.orgscope.lake.Source;
import com.orgscope.testing.DefaultSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tells events as the application does, without Spring. */
public final class TestIdentity {
  private TestIdentity() {}

  /** What a provider's log holds, each event once. */
  public static List<Event> events(Source source, InputStream log) {
    return new Reading(source).and(log).events;
  }

  public static EventIdentity at(InstantSource clock) {
    return at(clock, () -> false);
  }

  /**
   * @param erased whether everybody called Ann Ash was erased
   */
  public static EventIdentity at(InstantSource clock, BooleanSupplier erased) {
    return at(clock, new ByLogin(erased));
  }

  /** Previews events likewise. */
  public static EventPreview preview(InstantSource clock) {
    return new EventPreview(
        new EventReaders(
            Plugins.formats(), new PlainLookups(), DefaultSettings.of(IngestSettings.class), clock),
        tenant -> new ByLogin(() -> false));
  }

  static EventIdentity at(InstantSource clock, Pseudonyms people) {
    return new EventIdentity(
        new EventReaders(
            Plugins.formats(), new PlainLookups(), DefaultSettings.of(IngestSettings.class), clock),
        tenant -> people);
  }

  /** No vocabulary, no secret, and no usage to bring up to date. */
  private static final class PlainLookups implements TenantLookups {
    @Override
    public ApplicationNames names(TenantId tenant) {
      return (label, product) -> label;
    }

    @Override
    public TenantCipher seal(TenantId tenant) {
      return new Reading.PlainSeal();
    }

    @Override
    public void rollUp(TenantId tenant) {}
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
