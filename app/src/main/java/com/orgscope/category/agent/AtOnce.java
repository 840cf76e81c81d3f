package com.orgscope.category.agent;

import com.orgscope.kernel.Failure;
import com.orgscope.llm.Models;
import com.orgscope.state.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Models are asked many things at once, but no more than some. */
final class AtOnce {
  private AtOnce() {}

  /**
   * Returns when all are done.
   *
   * @param most are asked about at the same time
   * @param announced is told when each is done, and closed
   * @throws Failure of the first that failed; what was answered is kept by whoever asks
   */
  static <T> void each(Collection<T> all, int most, Models.Announced announced, Consumer<T> ask) {
    Semaphore places = new Semaphore(most);
    List<Future<?>> asked = new ArrayList<>();
    try (announced;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T one : all) {
        places.acquire();
        asked.add(
            threads.submit(
                Database.goingOn(() -> {
                  try {
                    ask.accept(one);
                  } finally {
                    announced.one();
                    places.release();
                  }
                })));
      }
      for (Future<?> each : asked) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("asking was interrupted; what was answered is kept", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Failure failure
          ? failure
          : Failure.retry("asking a model failed; what was answered is kept", e.getCause());
    }
  }
}
