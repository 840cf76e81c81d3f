package com.orgscope.sources.webhook;

import com.orgscope.kernel.TenantId;
import java.util.Optional;

/** How one provider pushes: the plug-in of this package. */
interface Hook {
  /** The word in the address, after the tenant. */
  String word();

  /**
   * What is answered before a body is read: to a challenge, to somebody without the secret, to a
   * message that has none. Empty to read on.
   *
   * @throws com.orgscope.kernel.Failure of kind RETRY, if that cannot be said now
   */
  Optional<HookReply> verify(TenantId tenant, HookRequest hookRequest);

  /**
   * Takes a delivery of somebody who may deliver. Durable when it returns {@link HookReply.Taken}.
   *
   * @param body as it came, packed or not
   */
  HookReply take(TenantId tenant, HookRequest hookRequest, byte[] body);
}
