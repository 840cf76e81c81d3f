package com.orgscope.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.bind.Binder;

/** Settings as they are where nobody set any. */
public final class DefaultSettings {
  /** Binding reads every annotation anew, which a test of many rounds would wait for. */
  private static final Map<Class<?>, Object> BOUND = new ConcurrentHashMap<>();

  private DefaultSettings() {}

  public static <T> T of(Class<T> settings) {
    return settings.cast(
        BOUND.computeIfAbsent(settings, s -> new Binder().bindOrCreate("nothing.is.set", s)));
  }
}
