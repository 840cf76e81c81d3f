package com.orgscope.access;

import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Notice;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;

/** Works-council policies put into a real database, as if two persons had signed them. */
public final class TestCouncilPolicies {
  private TestCouncilPolicies() {}

  public static CouncilPolicy policy(Consent consent, Managers managers) {
    return policy(consent, managers, new TreeMap<>());
  }

  public static CouncilPolicy policy(
      Consent consent, Managers managers, SortedMap<String, Terms> countries) {
    return new CouncilPolicy(
        new Notice("test.1", "What you are told."),
        new Terms(List.of(), consent, managers, CouncilPolicy.LEAST_K, null),
        countries);
  }

  /** One that names who has to sign what widens it. */
  public static CouncilPolicy naming(List<String> council, Managers managers) {
    CouncilPolicy plain = policy(Consent.OPT_OUT, managers);
    return new CouncilPolicy(plain.notice(), plain.everywhere(), plain.countries(), council);
  }

  /** One that asks for groups of so many people. */
  public static CouncilPolicy ofAtLeast(int k) {
    CouncilPolicy plain = policy(Consent.OPT_OUT, Managers.CATEGORIES);
    return new CouncilPolicy(
        plain.notice(),
        new Terms(List.of(), Consent.OPT_OUT, Managers.CATEGORIES, k, null),
        plain.countries());
  }

  /** So many people were shown the notice of {@link #policy}. */
  public static void shown(Database database, TenantId tenant, int people) {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute("ALTER TABLE access.notice_shown NO FORCE ROW LEVEL SECURITY");
      sql.execute(
          """
          INSERT INTO access.notice_shown (tenant, person, version)
          SELECT '%s', gen_random_uuid(), 'test.1' FROM generate_series(1, %d)
          """
              .formatted(tenant, people));
      sql.execute("ALTER TABLE access.notice_shown FORCE ROW LEVEL SECURITY");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** A document that waits for the council's signature. */
  public static void proposed(ApplicationContext context, TenantId tenant, String change) {
    Instant now = context.getBean(InstantSource.class).instant();
    String[] sides = change.split(": | -> ");
    context
        .getBean(Proposals.class)
        .note(
            Caller.system(tenant, "test"),
            new SignedDocument(
                new OperatorDocument(
                    "here",
                    OperatorDocument.Kind.COUNCIL_POLICY,
                    tenant.value(),
                    tenant.value(),
                    new TreeMap<>(Map.of(sides[0], sides[1])),
                    new TreeMap<>(Map.of(sides[0], sides[2])),
                    "managers asked",
                    "nonce" + change,
                    now,
                    now.plusSeconds(1_000)),
                List.of()),
            true);
  }

  /** Holds from now on; the log of what was signed knows nothing of it. */
  public static void put(Database database, TenantId tenant, CouncilPolicy policy) {
    CouncilPolicyStore store = new CouncilPolicyStore(database);
    Caller caller = Caller.system(tenant, "test");
    store.add(
        caller,
        new CouncilPolicyStore.Stored(
            store.newest(caller).map(CouncilPolicyStore.Stored::number).orElse(0) + 1,
            policy,
            "a test",
            List.of("ann", "bob"),
            "none",
            Instant.EPOCH));
  }

  /** As if there never had been one, of any company. */
  public static void remove(Database database) {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement sql = owner.createStatement()) {
      sql.execute("ALTER TABLE access.council_policy NO FORCE ROW LEVEL SECURITY");
      sql.execute("DELETE FROM access.council_policy");
      sql.execute("ALTER TABLE access.council_policy FORCE ROW LEVEL SECURITY");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Managers see their reports as they did before there was a policy. */
  public static void managersSee(Database database, TenantId tenant, Managers managers) {
    put(database, tenant, policy(Consent.OPT_OUT, managers));
  }

  /** Somebody says whether they are counted. */
  public static void say(Database database, Caller who, boolean counted) {
    new ConsentStore(database).say(who, java.util.Objects.requireNonNull(who.person()), counted);
  }
}
