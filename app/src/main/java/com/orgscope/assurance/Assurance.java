package com.orgscope.assurance;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Service;

/** Whether the controls hold now, and the papers that follow from what is in force. */
@Service
public final class Assurance {
  private final Access access;
  private final Tenants tenants;
  private final List<FactSource> sources;
  private final InstantSource clock;
  private final List<Control> controls = Control.all();

  Assurance(Access access, Tenants tenants, List<FactSource> sources, InstantSource clock) {
    this.access = access;
    this.tenants = tenants;
    this.sources = List.copyOf(sources);
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param at when it was looked up
   * @param facts by key
   */
  public record Looked(Instant at, SortedMap<String, LiveFact> facts, List<Control> controls) {
    /**
     * How a control stands: as the worst of its facts. What is only told shows nothing: it counts
     * where none of them was checked.
     */
    public LiveFact.State state(Control control) {
      return control.facts().stream()
          .map(key -> fact(control, key).state())
          .filter(state -> state != LiveFact.State.TOLD)
          .min(Comparator.naturalOrder())
          .orElse(LiveFact.State.TOLD);
    }

    private LiveFact fact(Control control, String key) {
      LiveFact fact = facts.get(key);
      if (fact == null) {
        throw Failure.bug(
            "the control " + control.id() + " rests on " + key + ", which nobody tells", null);
      }
      return fact;
    }
  }

  /**
   * Looks everything up; the look is in the log.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller checks no controls
   */
  public Looked look(Caller caller) {
    access.require(caller, Action.CONTROL_EVIDENCE, "controls");
    return new Looked(clock.instant(), facts(caller.tenant()), controls);
  }

  /**
   * A paper as it would be printed now; the look is in the log. The council has those that are of
   * the people.
   *
   * @return empty if there is none of that name for the caller
   * @throws com.orgscope.kernel.Failure for the operator, if the caller reads none
   */
  public Optional<Paper> paper(Caller caller, String name) {
    boolean council = caller.role() == Role.COUNCIL;
    access.require(
        caller, council ? Action.PROMISES : Action.CONTROL_EVIDENCE, "paper " + known(name));
    return PaperTemplate.ALL.stream()
        .filter(template -> template.name().equals(name) && (template.people() || !council))
        .findFirst()
        .map(template -> template.filled(facts(caller.tenant())));
  }

  /** What somebody asks for is no text for the log. */
  private static String known(String name) {
    return PaperTemplate.ALL.stream().anyMatch(template -> template.name().equals(name))
        ? name
        : "of no known name";
  }

  /** Names and titles of all papers, in the order of reading. */
  public static List<PaperTitle> papers() {
    return PaperTemplate.ALL.stream()
        .map(template ->
            new PaperTitle(template.name(), template.title(), template.law(), template.people()))
        .toList();
  }

  /**
   * A paper there is.
   *
   * @param law what asks for it
   * @param people whether the council reads it
   */
  public record PaperTitle(String name, String title, String law, boolean people) {}

  private SortedMap<String, LiveFact> facts(TenantId tenant) {
    FactBook book = new FactBook(tenants.get(tenant).zone());
    book.told("looked", "Looked up", book.moment(clock.instant()));
    sources.forEach(source -> source.tell(tenant, book));
    return book.all();
  }
}
