package com.orgscope.privacy;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.SigningKeyFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Signs receipts of erasures, with a key in {@code HOME/keys/receipts.json} whose public half is in
 * {@code HOME/receipts/receipts.json}, and tells whether one is of this installation.
 */
@Component
public final class ErasureReceipts {
  private final Access access;
  private final ErasureStore store;
  private final SigningKeyFile key;
  private final List<HeldOutside> outside;

  ErasureReceipts(Access access, ErasureStore store, Home home, List<HeldOutside> outside) {
    this.outside = outside;
    this.access = access;
    this.store = store;
    Path file = home.resolve("keys").resolve("receipts.json");
    Path mark = home.resolve("receipts").resolve("receipts.json");
    key =
        new SigningKeyFile(
            file,
            mark,
            new SigningKeyFile.Words(
                "%s is missing, and receipts were signed with it: restore it from its backup"
                    .formatted(file),
                "%s is not the key whose public half is in %s: restore the one that belongs to the other"
                    .formatted(file, mark),
                "%s is missing, and there was one: restore it from its backup".formatted(mark),
                file + " is no key: restore it from its backup"));
  }

  /**
   * The receipt of an erasure that is done. It is made anew each time, with the last search.
   *
   * @throws Failure for the operator, if the caller may not, or it is not done
   */
  public ErasureReceipt of(Caller caller, UUID id) {
    access.require(caller, Action.CHANGE_DIRECTORY, "receipt of erasure " + id);
    Erasure erasure =
        store.look(caller, id).orElseThrow(() -> Failure.operator("there is no erasure " + id));
    Instant ended = erasure.endedAt();
    if (ended == null) {
      throw Failure.operator("erasure " + id + " is not done yet");
    }
    return ErasureReceipt.of(
        new ErasureReceipt.Said(
            caller.tenant().value(),
            id.toString(),
            erasure.askedAt().toString(),
            erasure.dueAt().toString(),
            ended.toString(),
            !ended.isAfter(erasure.dueAt()),
            new TreeMap<>(erasure.rows()),
            erasure.together(),
            store.lastSearch(caller.tenant(), ended).orElse(null),
            new TreeMap<>(ErasureSearch.KEPT),
            new TreeMap<>(ErasureSearch.NOT_SEARCHED),
            outside.stream()
                .collect(
                    Collectors.toMap(
                        HeldOutside::what,
                        each -> each.held(caller.tenant()),
                        Long::sum,
                        TreeMap::new))),
        key.existingOrNew());
  }

  /** What the last search of the home found, of whomever. */
  public Optional<ErasureReceipt.Searched> lastSearch(TenantId tenant) {
    return store.lastSearch(tenant, Instant.EPOCH);
  }

  /** Whether a receipt is as this installation signed it. */
  public boolean holds(ErasureReceipt receipt) {
    return receipt.signedBy(key.open());
  }
}
