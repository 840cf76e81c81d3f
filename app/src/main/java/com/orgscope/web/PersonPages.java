package com.orgscope.web;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.access.Purpose;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Applications;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Gathers one person's record, once it is opened. */
@Component
@ConditionalOnWebApplication
final class PersonPages {
  private static final int DAYS = 90;

  private final Looks looks;
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Usage usage;
  private final Applications applications;
  private final InstantSource clock;

  PersonPages(
      Looks looks,
      Assignments assignments,
      Taxonomies taxonomies,
      Usage usage,
      Applications applications,
      InstantSource clock) {
    this.looks = looks;
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.usage = usage;
    this.applications = applications;
    this.clock = clock;
  }

  PersonPage page(String login, PersonPage.@Nullable Opened opened) {
    return new PersonPage(purposes(), login, opened);
  }

  /** Purposes to choose from. */
  static List<PersonPage.Choice> purposes() {
    return Purpose.choices().stream()
        .map(purpose -> new PersonPage.Choice(purpose.typed(), purpose.words()))
        .toList();
  }

  /** Opens a record first, which the person reads. */
  PersonPage.Opened open(Caller caller, String login, String purpose, String reference) {
    LookReason reason = LookReason.of(purpose, reference, login);
    PersonKey person = looks.open(caller, login, reason);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    PersonUsage used = usage.of(caller, person, TimeWindow.ending(today, DAYS));
    Taxonomy taxonomy = taxonomies.of(caller);
    return new PersonPage.Opened(
        login,
        reason.purpose().words(),
        String.valueOf(reason.reference()),
        assignments.current(caller, person).map(one -> category(one, taxonomy)).orElse(null),
        new PersonPage.Use(
            DAYS, today.toString(), used.accesses(), used.apps().stream().map(this::app).toList()));
  }

  private static PersonPage.Category category(Assignment one, Taxonomy taxonomy) {
    String category = one.category();
    return new PersonPage.Category(
        one.status().word(),
        category == null ? null : taxonomy.ownName(category),
        one.confidence(),
        one.roles().stream()
            .map(part ->
                new PersonPage.Part(
                    taxonomy.ownName(part.category()), part.confidence(), part.share()))
            .toList(),
        one.reasoning(),
        one.judgment().evidence());
  }

  private PersonPage.App app(AppUse use) {
    return new PersonPage.App(
        use.app().id().value(),
        use.app().function().map(applications::functionName).orElse(null),
        use.accesses(),
        use.share());
  }
}
