package com.orgscope.scim;

import com.orgscope.kernel.Failure;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** So many changes of one kind of resource at once; who waits too long is told to come again. */
final class ConcurrencyLimit {
  private final Semaphore free;
  private final ScimSettings settings;

  ConcurrencyLimit(ScimSettings settings) {
    this.free = new Semaphore(settings.maxConcurrentWrites(), true);
    this.settings = settings;
  }

  <T> T within(Supplier<T> change) {
    try {
      if (!free.tryAcquire(settings.lockTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw Failure.retry("too many changes at once", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("the server is stopping", e);
    }
    try {
      return change.get();
    } finally {
      free.release();
    }
  }
}
