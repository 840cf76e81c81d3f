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
 * @param assets the version of style and script, so that a browser may keep them
 */
public record Chrome(
    String title,
    @Nullable String company,
    boolean madeUp,
    @Nullable String role,
    @Nullable String releaseAge,
    @Nullable String delayed,
    List<Jump> jumps,
    Csrf csrf,
    String assets) {

  public Chrome {
    jumps = List.copyOf(jumps);
  }

  /** A place to go to, of this page or another. */
  public record Jump(String label, String href) {}

  /** The token a form must send back. */
  public record Csrf(String parameter, String token) {}

  /** IT has a rail at the left; the others need none. */
  public boolean rail() {
    return "IT/Security".equals(role);
  }
}
