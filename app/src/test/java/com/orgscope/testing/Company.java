package com.orgscope.testing;

import com.orgscope.access.Access;
import com.orgscope.access.TestAccess;
import com.orgscope.audit.Audit;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.ImportReport;
import com.orgscope.directory.Person;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A company with a directory, people and a lake, on a database of its own:
 *
 * <pre>
 * company = Company.open(home, now);
 * company.employ("1,ada@acme.example,Ada,Software Engineer,Engineering,");
 * company.wrote(new SignInLog().visit("02 09:00", "GitHub", "s"));
 * </pre>
 */
public record Company(
    TenantId tenant,
    Database database,
    Audit audit,
    TestDirectory directory,
    Access access,
    Lake lake)
    implements AutoCloseable {
  private static final String COLUMNS =
      "employee_id,login,display_name,title,department,manager_id";

  /** Acme at one moment, and nobody there yet. */
  public static Company open(Path home, Instant now) {
    return open(home, InstantSource.fixed(now));
  }

  /** Acme as time passes, and nobody there yet. */
  public static Company open(Path home, InstantSource clock) {
    Database database = TestDatabase.fresh();
    Audit audit = TestAudit.on(database);
    TestDirectory directory = TestDirectory.on(database, home, TestAccess.gate(audit), clock);
    directory.tenants().create(TestDirectory.tenant(TestDirectory.ACME));
    return new Company(
        TestDirectory.ACME,
        database,
        audit,
        directory,
        TestAccess.on(database, audit, directory, clock),
        TestLake.open(database, home));
  }

  /** The same machine, seen by another company of it, which is made. */
  public Company beside(String name) {
    TenantId other = new TenantId(name);
    directory.tenants().create(TestDirectory.tenant(other));
    return new Company(other, database, audit, directory, access, lake);
  }

  /**
   * Reads the list of people.
   *
   * @param people lines of employee id, login, name, title, department and the manager's id
   */
  public ImportReport employ(String... people) {
    return employFrom(COLUMNS, people);
  }

  /** Reads a list of people with columns of its own. */
  public ImportReport employFrom(String columns, String... people) {
    return TestDirectory.employ(directory.people(), Caller.system(tenant, "test"), columns, people);
  }

  /** Whoever signs in by it. */
  public Person person(String login) {
    return directory.people().byLogin(operator(), login).orElseThrow();
  }

  /** Stores a log. */
  public void wrote(SignInLog log) {
    log.into(lake, tenant);
  }

  /** Whoever works on its command line. */
  public Caller operator() {
    return Caller.commandLine(tenant, "tester");
  }

  @Override
  public void close() {
    database.close();
  }
}
