package com.orgscope.insight;

import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.usage.FrictionAssumptions;
import com.orgscope.usage.FrictionAssumptions.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The numbers nobody measured: what an hour costs, how long a failed sign-in takes that the log
 * does not time. Each has a range and a source, and a tenant may set its own.
 */
@Service
public class Assumptions {
  /** The unit of what takes a part of something away. */
  public static final String SHARE = "share";

  private final List<AssumptionSource> others;
  private final AssumptionStore store;
  private final Taxonomies taxonomies;
  private final Tenants tenants;
  private final InstantSource clock;

  Assumptions(
      List<AssumptionSource> others,
      AssumptionStore store,
      Taxonomies taxonomies,
      Tenants tenants,
      InstantSource clock) {
    this.others = List.copyOf(others);
    this.store = store;
    this.taxonomies = taxonomies;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * All of them, the tenant's own values where it set some; after what an hour costs, of which
   * kinds of work it costs otherwise, by their usual names.
   */
  public List<Assumption> of(Caller caller) {
    return all(caller, store.own(caller), UnaryOperator.identity());
  }

  /** The same by the names that the company gives its kinds of work: for what people read. */
  public List<Assumption> named(Caller caller) {
    Map<String, Assumption> own = store.own(caller);
    return own.keySet().stream().noneMatch(id -> id.startsWith(Money.OF_KIND))
        ? all(caller, own, UnaryOperator.identity())
        : all(caller, own, taxonomies.of(caller)::ownName);
  }

  private List<Assumption> all(
      Caller caller, Map<String, Assumption> own, UnaryOperator<String> nameOf) {
    Currency currency = tenants.currency(caller.tenant());
    List<Assumption> all = new ArrayList<>();
    for (Assumption shipped : defaults()) {
      Assumption standard =
          shipped.id().equals(Money.HOURLY_COST) ? in(currency, shipped) : shipped;
      all.add(merged(standard, own.get(standard.id())));
      if (standard.id().equals(Money.HOURLY_COST)) {
        new TreeMap<>(own)
            .forEach((id, cost) -> {
              if (id.startsWith(Money.OF_KIND)) {
                String kind = nameOf.apply(id.substring(Money.OF_KIND.length()));
                all.add(merged(in(currency, ofKind(kind)), cost));
              }
            });
      }
    }
    return List.copyOf(all);
  }

  /** A shipped cost in the company's own currency: as many of its units, of a source of its own. */
  private static Assumption in(Currency currency, Assumption cost) {
    return currency.equals(Tenant.USUAL)
        ? cost
        : new Assumption(
            cost.id(),
            cost.name(),
            Money.perHour(currency),
            cost.low(),
            cost.typical(),
            cost.high(),
            "Planning figure of another country, as many units and not converted. Replace it with your own.",
            cost.own());
  }

  /** As everybody's hour, of one kind of work. */
  private Assumption ofKind(String name) {
    Assumption all = Money.named(defaults(), Money.HOURLY_COST);
    return new Assumption(
        Money.OF_KIND + name,
        all.name() + ", " + name,
        all.unit(),
        all.low(),
        all.typical(),
        all.high(),
        all.source(),
        false);
  }

  /**
   * Sets a tenant's own values. Releases that are published keep the values they were made with.
   *
   * @param id also {@code hourly-cost/} and a kind of work, of which an hour costs otherwise
   * @throws Failure for the operator, if there is no such assumption or the range is none
   */
  public void set(Caller caller, String id, Interval range, double typical, String source) {
    Assumption known = id.startsWith(Money.OF_KIND) ? ofKind(caller, id) : known(id);
    if (source.isBlank()) {
      throw Failure.operator("assumption '" + id + "' needs a source: who says so?");
    }
    if (known.unit().equals(SHARE) && range.high() > 1) {
      throw Failure.operator(
          "assumption '%s' is a share: nothing removes more than all of it, so it ends at 1, not %s"
              .formatted(id, range.high()));
    }
    var own =
        new Assumption(
            known.id(),
            known.name(),
            known.unit(),
            range.low(),
            typical,
            range.high(),
            source,
            true);
    store.add(caller, own, clock.instant());
  }

  private Assumption known(String id) {
    return defaults().stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Failure.operator(unknown(id)));
  }

  /** Kept under the usual name of the kind of work, whatever the company calls it now. */
  private Assumption ofKind(Caller caller, String id) {
    String kind = id.substring(Money.OF_KIND.length());
    Taxonomy taxonomy = taxonomies.of(caller);
    return taxonomy
        .canonical(kind)
        .map(this::ofKind)
        .orElseThrow(() ->
            Failure.operator(
                "there is no kind of work '%s' here: use %s and one of %s"
                    .formatted(kind, Money.OF_KIND, String.join(", ", taxonomy.ownNames()))));
  }

  private String unknown(String id) {
    return "there is no assumption '%s': use one of %s, or hourly-cost/ and a kind of work"
        .formatted(id, String.join(", ", defaults().stream().map(Assumption::id).toList()));
  }

  private static Assumption merged(Assumption standard, @Nullable Assumption own) {
    return own == null
        ? standard
        : new Assumption(
            standard.id(),
            standard.name(),
            standard.unit(),
            own.low(),
            own.typical(),
            own.high(),
            own.source(),
            true);
  }

  /** What ships, in the order in which it is listed. */
  private List<Assumption> defaults() {
    return defaults(others);
  }

  static List<Assumption> defaults(List<AssumptionSource> others) {
    List<Assumption> all = new ArrayList<>(Assumption.listed(Assumptions.class, "assumptions.tsv"));
    others.forEach(source -> all.addAll(source.shipped()));
    for (Event event : Event.values()) {
      all.add(minutes(event));
    }
    return all;
  }

  /** What room usage takes a friction to cost; its sources come along. */
  private static Assumption minutes(Event event) {
    FrictionAssumptions.Assumption friction = FrictionAssumptions.shipped().of(event);
    return new Assumption(
        minutesId(event),
        switch (event) {
          case FAILURE -> "Time lost to one failed sign-in, where the log does not hold it";
          case CHALLENGE -> "Time lost to one sign-in challenge, where the log does not hold it";
          case SWITCH -> "Time lost to one switch of application";
        },
        "minutes",
        friction.minutes().low(),
        friction.minutes().typical(),
        friction.minutes().high(),
        friction.source(),
        false);
  }

  /** The assumption of how many minutes one such event takes, where no log holds it. */
  public static String minutesId(Event event) {
    return "minutes-per-"
        + switch (event) {
          case FAILURE -> "failed-sign-in";
          case CHALLENGE -> "challenge";
          case SWITCH -> "switch";
        };
  }
}
