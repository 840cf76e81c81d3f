package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: whose it is, who looks, where else they may go.
 *
 * @param company null before anybody signed in
 * @param madeUp whether that company does not exist and everybody at this machine may be anybody
 * @param releaseAge the newest release and its age, where the role may see one
 * @param delayed set if a newer release is overdue: what is delayed, and what is shown instead
 * @param ahead what is to be done before anything is published; null once something is
 * @param places pages that they may open
 * @param assets the version of style and script, so that a browser may keep them
 */
public record Chrome(
    String title,
    @Nullable String company,
    boolean madeUp,
    @Nullable String role,
    @Nullable String releaseAge,
    @Nullable String delayed,
    @Nullable Ahead ahead,
    List<Jump> jumps,
    List<Place> places,
    Csrf csrf,
    String assets) {

  public Chrome {
    jumps = List.copyOf(jumps);
    places = List.copyOf(places);
  }

  /**
   * The next step.
   *
   * @param command what does it, typed; empty for whoever has nothing to do
   * @param href where all of them stand; empty likewise
   */
  public record Ahead(String sentence, String command, String href) {}

  /** A place to go to, of this page or another. */
  public record Jump(String label, String href) {}

  /**
   * A page of the bar.
   *
   * @param here whether it is this one
   */
  public record Place(String name, String href, boolean here) {}

  /** The token a form must send back. */
  public record Csrf(String parameter, String token) {}

  /** Places of this page. */
  public List<Jump> sections() {
    return jumps.stream().filter(jump -> jump.href().startsWith("#")).toList();
  }

  /** IT has a rail at the left; the others need none. */
  public boolean rail() {
    return "IT/Security".equals(role);
  }
}
