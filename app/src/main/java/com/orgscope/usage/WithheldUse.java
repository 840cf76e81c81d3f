package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.WhileUnchanged;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How much is withheld because its application is sensitive, for operations; no name, no person.
 */
@Component
public final class WithheldUse {
  private static final NamedQuery WITHHELD = new NamedQuery(WithheldUse.class, "withheld");

  private static final int KEPT = 100;

  private final Lake lake;
  private final Access access;
  private final IdentityResolution resolution;
  private final WhileUnchanged<Asked, Optional<Counted>> answers;

  WithheldUse(Lake lake, Access access, IdentityResolution resolution) {
    this.answers = new WhileUnchanged<>(lake, LakeTable.SSO_EVENTS, KEPT);
    this.lake = lake;
    this.access = access;
    this.resolution = resolution;
  }

  private record Asked(TimeWindow window, KeyOwners owners, int k) {}

  /**
   * What a window holds of it.
   *
   * @param applications with an access
   * @param accesses rounded down to a multiple of k, so that no single one shows in it
   */
  public record Counted(long applications, long accesses) {}

  /**
   * Empty if fewer than k people were seen with such an application, none included: the two are not
   * told apart.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller does not run the
   *     installation
   */
  public Optional<Counted> of(Caller caller, TimeWindow window, int k) {
    access.require(caller, Action.OPERATIONS, "how much use is withheld");
    KeyOwners owners = KeyOwners.of(resolution.periods(caller.tenant()));
    return answers.of(
        caller.tenant(),
        new Asked(window, owners, k),
        () -> ask(caller.tenant(), window, owners, k));
  }

  private Optional<Counted> ask(TenantId tenant, TimeWindow window, KeyOwners owners, int k) {
    return lake.askWithheld(
            WITHHELD,
            tenant,
            window,
            owners.parameters(),
            row ->
                row.getLong("people") < k
                    ? Optional.<Counted>empty()
                    : Optional.of(
                        new Counted(
                            row.getLong("applications"),
                            row.getLong("accesses") - row.getLong("accesses") % k)))
        .getFirst();
  }
}
