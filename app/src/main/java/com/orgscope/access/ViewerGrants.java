package com.orgscope.access;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.Person;
import com.orgscope.directory.ReportingPeriod;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who has whose rows in BigQuery, and from when to when: a line for each viewer, tie and key of the
 * lake. What is over is left out; what is to come is in it, so that the day changes by itself.
 */
final class ViewerGrants {
  /**
   * So long a line holds if it is not loaded anew: whoever was erased is out by then, whatever
   * nobody did.
   */
  static final int LASTS_DAYS = 14;

  private final LocalDate today;
  private final ViewerDigest digest;
  private final Map<PersonKey, Set<PersonKey>> keys = new TreeMap<>();
  private final List<Grant> grants = new ArrayList<>();
  private int leftOut;

  /**
   * @param periods whose the keys of the lake are. One that was somebody's on some days only is
   *     nobody's here, as a row of another's days must not be shown
   */
  ViewerGrants(LocalDate today, ViewerDigest digest, Collection<KeyPeriod> periods) {
    this.today = today;
    this.digest = digest;
    periods.stream()
        .filter(KeyPeriod::isAlways)
        .forEach(period ->
            keys.computeIfAbsent(period.person(), p -> new TreeSet<>()).add(period.key()));
  }

  /**
   * That a viewer has the rows under a key, on the days from {@code from} to the one before {@code
   * until}.
   *
   * @param viewer their {@link ViewerDigest}
   */
  record Grant(
      byte[] viewer, RowPolicy.Tie because, PersonKey actor, LocalDate from, LocalDate until) {
    Grant until(LocalDate end) {
      return new Grant(viewer, because, actor, from, end);
    }

    /** As BigQuery loads it. */
    String line(String tenant) {
      return ("{\"tenant\":\"%s\",\"viewer\":\"%s\",\"because\":\"%s\",\"actor\":\"%s\","
              + "\"valid_from\":\"%s\",\"valid_until\":\"%s\"}")
          .formatted(
              tenant,
              GoogleSql.base64(viewer),
              because,
              GoogleSql.base64(GoogleSql.bytes(actor)),
              from,
              until);
    }
  }

  /**
   * Works them out.
   *
   * @param logins the mail addresses that people ask with. One that two people have is nobody's
   */
  ViewerGrants of(
      List<Person> people, Map<PersonKey, String> logins, List<ReportingPeriod> reporting) {
    Set<String> shared = shared(logins.values());
    Map<PersonKey, List<ReportingPeriod>> reports =
        reporting.stream().collect(Collectors.groupingBy(ReportingPeriod::manager));
    for (Person viewer : people) {
      String login = logins.get(viewer.key());
      byte[] mail =
          login == null || shared.contains(small(login)) ? null : digest.of(login).orElse(null);
      if (mail == null) {
        leftOut++;
        continue;
      }
      LocalDate first = viewer.hireDate() == null ? KeyPeriod.BEGINNING : viewer.hireDate();
      LocalDate last = viewer.endDate() == null ? KeyPeriod.END : viewer.endDate().plusDays(1);
      add(new Grant(mail, RowPolicy.Tie.SELF, viewer.key(), first, last));
      for (ReportingPeriod report : reports.getOrDefault(viewer.key(), List.of())) {
        LocalDate from = report.from().isAfter(first) ? report.from() : first;
        LocalDate until = report.until().isBefore(last) ? report.until() : last;
        add(new Grant(mail, RowPolicy.Tie.REPORT, report.person(), from, until));
      }
    }
    return this;
  }

  private void add(Grant open) {
    LocalDate ends = today.plusDays(LASTS_DAYS);
    Grant grant = open.until().isAfter(ends) ? open.until(ends) : open;
    if (!grant.until().isAfter(today) || !grant.from().isBefore(grant.until())) {
      return;
    }
    grants.add(grant);
    for (PersonKey key : keys.getOrDefault(grant.actor(), Set.of())) {
      grants.add(new Grant(grant.viewer(), grant.because(), key, grant.from(), grant.until()));
    }
  }

  private static Set<String> shared(Collection<String> logins) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    logins.stream().map(ViewerGrants::small).filter(login -> !once.add(login)).forEach(twice::add);
    return twice;
  }

  private static String small(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }

  List<Grant> all() {
    return List.copyOf(grants);
  }

  /** People without an address that is theirs alone and of ASCII letters: they see no row. */
  int leftOut() {
    return leftOut;
  }
}
