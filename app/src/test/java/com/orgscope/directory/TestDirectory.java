package com.orgscope.directory;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/** A directory wired by hand on a real database. */
public final class TestDirectory {
  public static final TenantId ACME = new TenantId("acme");

  private TestDirectory() {}

  public static Directory on(
      Database database, Path home, DirectoryGate gate, InstantSource clock) {
    TenantStore tenants = new TenantStore(database);
    return new TenantDirectory(
        tenants,
        new PersonStore(database),
        new LinkStore(database),
        new IdentityStore(database),
        new SettledKeyStore(database),
        new ErasedStore(database),
        new VocabularyStore(database),
        new TenantKeys(tenants, new MasterKeyFile(new Home(home))),
        gate,
        clock);
  }

  /** What the directory does when somebody is erased, on the same database and home. */
  public static ErasedPeople erased(
      Database database, Path home, DirectoryGate gate, InstantSource clock) {
    return new ErasedPeople(
        new ErasedStore(database),
        new PersonStore(database),
        new IdentityStore(database),
        new TenantKeys(new TenantStore(database), new MasterKeyFile(new Home(home))),
        gate,
        clock);
  }

  /** What other rooms have done under the keys of tenants on the same database and home. */
  public static TenantEncryption seals(Database database, Path home) {
    return new TenantEncryption(
        new TenantKeys(new TenantStore(database), new MasterKeyFile(new Home(home))));
  }

  /** A tenant of the EU. */
  public static Tenant tenant(TenantId id) {
    return new Tenant(id, "Company " + id, "technology", Region.EU, ZoneId.of("Europe/Berlin"));
  }
}
