package com.orgscope.testing;

import org.springframework.boot.context.properties.bind.Binder;

/** Settings as they are where nobody set any. */
public final class DefaultSettings {
  private DefaultSettings() {}

  public static <T> T of(Class<T> settings) {
    return new Binder().bindOrCreate("nothing.is.set", settings);
  }
}
