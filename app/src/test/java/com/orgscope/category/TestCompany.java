package com.orgscope.category;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.TestAudit;
import com.orgscope.category.Judgment.Fact;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.TestModels;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A small company on a real database, with the rooms that keep and show its categories. */
public final class TestCompany implements AutoCloseable {
  public static final TenantId ACME = TestDirectory.ACME;
  public static final Caller SYSTEM = Caller.system(ACME, "test");
  public static final Caller IT = Caller.commandLine(ACME, "tess");
  public static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);

  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,hire_date,manager_id";
  private static final String PEOPLE =
      """
      1,chief@x.example,Chief,Chief,Board,2020-01-01,
      2,boss@x.example,Boss,Head,Platform,2020-01-01,1
      3,ann@x.example,Ann,Engineer,Platform,2020-01-01,2
      4,bo@x.example,Bo,Engineer,Platform,2020-01-01,2
      5,cy@x.example,Cy,Seller,Sales,2020-01-01,1
      """;

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  public TestCompany(Path home) {
    this(home, Map.of());
  }

  /**
   * @param settings of rooms, by their type
   */
  public TestCompany(Path home, Map<Class<?>, ?> settings) {
    Database database = TestDatabase.fresh();
    context.registerBean(Database.class, () -> database);
    context.registerBean(Home.class, () -> new Home(home));
    context.registerBean(InstantSource.class, () -> () -> Instant.parse("2026-11-01T12:00:00Z"));
    context.scan(
        "com.orgscope.access",
        "com.orgscope.audit",
        "com.orgscope.directory",
        "com.orgscope.category",
        "com.orgscope.review",
        "com.orgscope.usage",
        "com.orgscope.quality");
    TestAudit.settings(context);
    context.registerBean(LeastGroup.class);
    TestModels.room(context);
    TestDirectory.settings(context);
    if (!settings.containsKey(PrivacySettings.class)) {
      context.registerBean(PrivacySettings.class, () -> privacy(10));
    }
    settings.forEach(this::register);
    // What a test does not ask for is not made, nor what it would need.
    context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
    context.refresh();
    Tenants tenants = bean(Tenants.class);
    People people = bean(People.class);
    tenants.create(TestDirectory.tenant(ACME));
    TestDirectory.employ(people, SYSTEM, COLUMNS, PEOPLE);
    TestCouncilPolicies.managersSee(database, ACME, CouncilPolicy.Managers.NAMED);
  }

  /**
   * @param k least people of whom something is told
   */
  public static PrivacySettings privacy(int k) {
    return new PrivacySettings(
        k,
        0.001,
        new BigDecimal("0.70"),
        new BigDecimal("0.30"),
        new BigDecimal("4.00"),
        new BigDecimal("16"));
  }

  private <T> void register(Class<T> type, Object value) {
    context.registerBean(type, () -> type.cast(value));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public BeanFactory beans() {
    return context;
  }

  /** By the part of the login before the host. */
  public PersonKey key(String name) {
    return bean(People.class).byLogin(IT, name + "@x.example").orElseThrow().key();
  }

  public Caller as(Role role, String name) {
    return new Caller(ACME, role, name + "@x.example", key(name));
  }

  /** A run whose answers hold. */
  public void run(String run, Map<PersonKey, Judgment> answers) {
    TestRuns.active(context, ACME, run, AS_OF, answers);
  }

  public static Judgment decided(String category, double confidence, String... others) {
    return judgment(Status.DECIDED, category, confidence, others);
  }

  public static Judgment judgment(
      Status status, @Nullable String category, double confidence, String... others) {
    List<RoleShare> roles = new ArrayList<>();
    if (category != null) {
      roles.add(new RoleShare(category, confidence, 1.0 / (1 + others.length)));
      for (String other : others) {
        roles.add(new RoleShare(other, confidence, 1.0 / (1 + others.length)));
      }
    }
    Fact fact = new Fact("F1", Map.of("app", "GitHub", "share", "31 %"));
    return new Judgment(
        status,
        category,
        null,
        confidence,
        roles,
        "{F1.app} ({F1.share}) speaks for " + Objects.requireNonNullElse(category, "nothing") + ".",
        List.of(fact),
        List.of("GitHub, 31 %"),
        new Origin("scripted", "p1", null));
  }

  @Override
  public void close() {
    context.close();
  }
}
