package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that rotates a tenant's keys, or destroys the earlier ones: it is there to be killed.
 */
final class RotationProcess {
  static final String ROTATE = "rotate";
  static final String DESTROY = "destroy";

  private RotationProcess() {}

  static Process start(Database database, Path home, TenantId tenant, String what)
      throws IOException {
    return ChildProcess.of(
            RotationProcess.class,
            128,
            List.of(),
            TestServer.nameOf(database),
            home.toString(),
            tenant.value(),
            what)
        .start();
  }

  /** Arguments: database, home, tenant, and what it does. */
  public static void main(String[] arguments) {
    try (Database database = TestServer.inAnotherProcess(arguments[0]);
        KeyPlaces places = TestDirectory.places(Path.of(arguments[1]))) {
      TenantStore store = new TenantStore(database, Residency.UNBOUND);
      KeyRotation rotation =
          new KeyRotation(store, new TenantKeys(store, places), places, TestDirectory.OPEN);
      Caller caller = Caller.commandLine(new TenantId(arguments[2]), "tess");
      if (arguments[3].equals(ROTATE)) {
        rotation.rotate(caller, true);
      } else {
        int unused = rotation.destroyEarlier(caller);
      }
    }
  }
}
