package com.orgscope.demo;

import org.jspecify.annotations.Nullable;

/**
 * An application as one company's administrators set it up at the identity provider.
 *
 * @param index its place in the company's list
 * @param label the name administrators gave it
 * @param definition the provider's own name for the kind of integration
 * @param description what it does, for in-house applications only
 */
record Product(
    int index,
    String need,
    String label,
    String definition,
    Protocol protocol,
    @Nullable String description) {
  /** How the application trusts the identity provider. */
  enum Protocol {
    SAML,
    WSFED,
    OIDC
  }

  /** The same under another name, of which nobody said anything. */
  Product called(String name, String kind) {
    return new Product(index, need, name, kind, protocol, null);
  }

  /** Never changes for the same company, also when the label does. */
  long identity(long seed) {
    return Dice.mix(seed + Dice.hash(need + index));
  }

  boolean refreshesTokens() {
    return protocol == Protocol.OIDC;
  }
}
