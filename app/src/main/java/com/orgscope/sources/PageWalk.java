package com.orgscope.sources;

import com.orgscope.kernel.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A walk from page to page, which knows what progress is: a page with an element that was not given
 * before, in whatever order and company, or an empty one with a way to a place not yet seen. An
 * empty page that leads to a place already seen is the end of the list, as Okta, Google and Graph
 * all end one now and then. A page that was given before may be a slip, so its way is followed a
 * few times; then the walk goes in circles and ends, with a fault that whoever runs the walk tells.
 *
 * @param <P> how the provider names the place of a page: a link, a token
 */
public final class PageWalk<P> {
  /** Google gives pages without items before more items, but not for ever. */
  static final int MOST_EMPTY = 500;

  static final int MOST_REPEATED = 3;

  /** Elements that are remembered, by half a digest each: of fifty pages. */
  static final int MOST_REMEMBERED = 50_000;

  /** Of a thousand elements each; windows are made smaller long before. */
  static final int MOST_PAGES = 20_000;

  /** How a walk goes on behind a page. */
  public enum Step {
    ON,
    END,
    CIRCLE
  }

  /**
   * What a page gave.
   *
   * @param next null if the provider says that there is no more
   */
  public record Given<P>(List<byte[]> elements, @Nullable P next) {}

  /** Asks for the page at a place; {@code before} it so many were asked for. */
  public interface Question<P> {
    Given<P> page(P place, int before);
  }

  private final Set<P> places = new HashSet<>();
  private final Set<Long> given = new LinkedHashSet<>();
  private boolean isNew;
  private int pages;
  private int empty;
  private int repeated;

  public PageWalk(P first) {
    places.add(first);
  }

  /** Takes note of a page and says how to go on. */
  public Step step(List<byte[]> elements, @Nullable P next) {
    pages++;
    isNew = addAll(elements);
    if (next == null) {
      return Step.END;
    }
    boolean known = !places.add(next);
    if (elements.isEmpty()) {
      empty++;
      if (known) {
        return Step.END;
      }
      return empty > MOST_EMPTY ? Step.CIRCLE : Step.ON;
    }
    if (isNew) {
      empty = 0;
      repeated = 0;
      return pages < MOST_PAGES ? Step.ON : Step.CIRCLE;
    }
    return ++repeated > MOST_REPEATED ? Step.CIRCLE : Step.ON;
  }

  /** Whether the last page gave something that no page before it did. */
  public boolean isNew() {
    return isNew;
  }

  /**
   * Walks from the first page to the last and hands over what is new. A walk that comes to no end
   * hands over what there was and says so to the errand.
   *
   * @return how many pages there were
   */
  public static <P> int read(
      ProviderClient providerClient, P first, Question<P> question, Consumer<List<byte[]>> writer) {
    PageWalk<P> walk = new PageWalk<>(first);
    P place = first;
    while (true) {
      Given<P> given = question.page(place, walk.pages);
      Step step = walk.step(given.elements(), given.next());
      if (walk.isNew()) {
        writer.accept(given.elements());
      }
      if (step == Step.CIRCLE) {
        providerClient.notWhole(circle(providerClient.connection()));
      }
      P next = given.next();
      if (step != Step.ON || next == null) {
        return walk.pages;
      }
      place = next;
    }
  }

  /** What is told of a walk that came to no end. */
  public static String circle(Connection connection) {
    return connection.source().name().toLowerCase(Locale.ROOT)
        + " gives the same or empty pages again and again: what they held was read, and what may"
        + " lie behind them is asked for again when hours are certified";
  }

  /** Whether one of them was not given before. */
  private boolean addAll(List<byte[]> elements) {
    boolean fresh = false;
    MessageDigest sha256 = Sha256.digest();
    for (byte[] element : elements) {
      fresh |= given.add(ByteBuffer.wrap(sha256.digest(element)).getLong());
    }
    Iterator<Long> oldest = given.iterator();
    for (int more = given.size() - MOST_REMEMBERED; more > 0; more--) {
      oldest.next();
      oldest.remove();
    }
    return fresh;
  }
}
