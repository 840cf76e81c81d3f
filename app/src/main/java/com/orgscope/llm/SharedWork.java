package com.orgscope.llm;

import com.orgscope.kernel.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does at once what many threads ask for at the same time: whoever gets the turn does the work of
 * all who are waiting by then. Alone, nobody waits; under load the work is shared, so it takes one
 * transaction for many calls.
 */
final class SharedWork<Q, A> {
  static final int MOST = 200;

  private final Function<List<Q>, List<A>> work;
  private final ReentrantLock turn = new ReentrantLock();
  private final Queue<Wish<Q, A>> wishes = new ConcurrentLinkedQueue<>();

  /**
   * @param work answers each of a list in its order, all or none of them
   */
  SharedWork(Function<List<Q>, List<A>> work) {
    this.work = work;
  }

  A ask(Q question) {
    Wish<Q, A> wish = new Wish<>(question);
    wishes.add(wish);
    turn.lock();
    try {
      while (!wish.done()) {
        grant(waiting());
      }
    } finally {
      turn.unlock();
    }
    return wish.outcome();
  }

  private List<Wish<Q, A>> waiting() {
    List<Wish<Q, A>> some = new ArrayList<>();
    while (some.size() < MOST && wishes.poll() instanceof Wish<Q, A> next) {
      some.add(next);
    }
    return some;
  }

  private void grant(List<Wish<Q, A>> some) {
    try {
      List<A> answers = work.apply(some.stream().map(w -> w.question).toList());
      for (int i = 0; i < some.size(); i++) {
        some.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException e) {
      if (some.size() > 1 && !(e instanceof Failure f && f.kind() == Failure.Kind.RETRY)) {
        // One of them may be at fault, and the others are not to suffer for it.
        some.forEach(wish -> grant(List.of(wish)));
      } else {
        some.forEach(wish -> wish.thrown = e);
      }
    } catch (Error e) {
      // Nobody may wait for what will never be answered.
      some.forEach(wish -> wish.thrown = Failure.bug("work for many failed: " + e, e));
      throw e;
    }
  }

  /** What one thread waits for; read and written only by whoever has the turn. */
  private static final class Wish<Q, A> {
    private final Q question;
    private @Nullable A answer;
    private @Nullable RuntimeException thrown;

    Wish(Q question) {
      this.question = question;
    }

    boolean done() {
      return answer != null || thrown != null;
    }

    A outcome() {
      if (thrown != null) {
        throw thrown;
      }
      A given = answer;
      if (given == null) {
        throw new IllegalStateException("nobody answered");
      }
      return given;
    }
  }
}
