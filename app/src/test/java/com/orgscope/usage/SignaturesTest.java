package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.Signature.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final int K = 3;
  private static final Instant AT = Instant.parse("2026-09-30T10:00:00Z");

  @Test
  void the_finest_set_that_enough_people_share_is_taken() {
    List<PersonUsage> people = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      people.add(person(i, Map.of("A", 50.0, "B", 30.0, "C", 20.0 + i)));
    }
    people.add(person(3, Map.of("A", 50.0, "B", 40.0, "D", 30.0)));
    Signatures signatures = Signatures.of(people, K);
    assertThat(signatures.of(key(0))).contains(apps("A", "B", "C"));
    assertThat(signatures.of(key(3))).contains(apps("A", "B"));
    assertThat(signatures.cohort(apps("A", "B"))).hasSize(4);
  }

  @Test
  void a_set_has_no_order_and_small_parts_are_left_out() {
    List<PersonUsage> people =
        List.of(
            person(0, Map.of("A", 60.0, "B", 36.0, "C", 4.0)),
            person(1, Map.of("A", 30.0, "B", 70.0, "D", 3.0)),
            person(2, Map.of("A", 50.0, "B", 50.0)));
    Signatures signatures = Signatures.of(people, K);
    assertThat(signatures.people()).isEqualTo(3);
    people.forEach(p -> assertThat(signatures.of(p.person())).contains(apps("A", "B")));
  }

  @Test
  void who_shares_no_applications_may_share_what_they_are_for() {
    List<PersonUsage> people =
        List.of(
            person(0, Map.of("A", 60.0)),
            person(1, Map.of("B", 60.0)),
            person(2, Map.of("C", 5.0)));
    Signatures signatures = Signatures.of(people, K);
    assertThat(signatures.of(key(1)))
        .contains(new Signature(Kind.FUNCTIONS, new TreeSet<>(Set.of("crm"))));
  }

  @Test
  void who_shares_nothing_has_no_signature() {
    assertThat(Signatures.of(List.of(person(0, Map.of("A", 60.0))), K).of(key(0))).isEmpty();
  }

  @Test
  void what_everybody_uses_is_in_no_signature() {
    AppUse common = use("Outlook", 50, true);
    PersonUsage person = usage(0, List.of(common, use("A", 50, false)));
    assertThat(Signatures.of(List.of(person), 1).of(key(0))).contains(apps("A"));
    assertThat(Signatures.part(apps("Outlook"), common)).isEmpty();
  }

  @Test
  void every_signature_is_shared_by_at_least_k_whatever_people_use() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<PersonUsage> people = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Map<String, Double> shares = new LinkedHashMap<>();
      for (int a = 0; a < 8; a++) {
        shares.put("A" + (int) Math.abs(random.nextGaussian() * 9), 1 + random.nextDouble() * 99);
      }
      people.add(person(i, shares));
    }
    Signatures signatures = Signatures.of(people, 10);
    assertThat(signatures.people()).as("seed %d", seed).isPositive();
    for (PersonUsage person : people) {
      signatures
          .of(person.person())
          .ifPresent(s -> {
            assertThat(signatures.cohort(s)).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(10);
            assertThat(signatures.cohort(s)).contains(person.person());
          });
    }
  }

  private static Signature apps(String... names) {
    return new Signature(Kind.APPLICATIONS, new TreeSet<>(Set.of(names)));
  }

  private static PersonKey key(int n) {
    return new PersonKey(new UUID(0, n));
  }

  private static PersonUsage person(int n, Map<String, Double> weights) {
    double whole = weights.values().stream().mapToDouble(w -> w).sum();
    List<AppUse> apps = new ArrayList<>();
    weights.forEach((app, weight) -> apps.add(use(app, 100 * weight / whole, false)));
    return usage(n, apps);
  }

  private static PersonUsage usage(int n, List<AppUse> apps) {
    TimeWindow window = TimeWindow.ending(LocalDate.of(2026, 9, 30), 90);
    return new PersonUsage(key(n), window, apps, 100, 50, 40, AT, AT, 0, 0, 0);
  }

  private static AppUse use(String name, double percent, boolean common) {
    Application app = new Application(new AppId(name), Map.of("crm", 1.0), Basis.CURATED, "");
    return new AppUse(app, 10, percent, percent / 100, 5, 5, 0, 0, AT, AT, -1, common);
  }
}
