package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
import com.orgscope.directory.PolicyFile.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The IT policies of a tenant with all that they ever were; a file adds to them. */
@Component
public class PolicyBook {
  private final PolicyStore store;
  private final Tenants tenants;
  private final DirectoryGate gate;
  private final InstantSource clock;

  PolicyBook(PolicyStore store, Tenants tenants, DirectoryGate gate, InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * One line of the history.
   *
   * @param value in the words of a file; {@code unknown} where a policy was taken back
   */
  public record Line(
      String policy, String value, LocalDate validFrom, String setBy, Instant setAt) {}

  /** How many lines of a file were new, and how many said what held already. */
  public record Imported(int added, int unchanged) {}

  /**
   * Reads policies from a CSV file ({@code policy,value,valid_from}) or a JSON file (one object,
   * {@code "valid_from"} beside the policies, or a list of such). All of it is stored or nothing;
   * the same file again adds nothing.
   *
   * @throws Failure for the operator, naming the line and what is allowed there
   */
  public Imported importFile(Caller caller, Path file) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(tenants.get(caller.tenant()).zone()).toLocalDate();
    gate.admit(caller, Act.CHANGE_VOCABULARY, "IT policies");
    List<PolicyFile.Entry> entries = PolicyFile.read(file, today);
    int added = store.add(caller, entries, now);
    return new Imported(added, entries.size() - added);
  }

  /** What holds on a day. */
  public ItPolicies inForce(Caller caller, LocalDate day) {
    Map<Kind, String> values = new EnumMap<>(Kind.class);
    store.history(caller).stream()
        .filter(line -> !line.validFrom().isAfter(day))
        .forEach(line -> values.putIfAbsent(Kind.of(line.policy()), line.value()));
    values.values().removeIf(PolicyFile.UNKNOWN::equals);
    String session = values.get(Kind.SESSION_LENGTH);
    String factor = values.get(Kind.MFA);
    String bundled = values.get(Kind.BUNDLED_APPLICATIONS);
    return new ItPolicies(
        session == null ? null : PolicyFile.duration(session).orElse(null),
        factor == null ? null : SecondFactor.of(factor).orElse(null),
        bundled == null ? List.of() : Stream.of(bundled.split(";")).toList());
  }

  /** All lines, the latest day first, and of one day the line that was added last. */
  public List<Line> history(Caller caller) {
    return store.history(caller);
  }
}
