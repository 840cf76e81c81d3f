package com.orgscope.bench;

import com.orgscope.cli.CommandContext;
import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationContext;

/** A simulated company as its pages find it: people and logs read, judged, and published. */
final class BenchCompany {
  private BenchCompany() {}

  /** The people of a simulated company and their sign-ins, of whom nobody is judged. */
  static void hire(CommandContext home, TenantId tenant, Simulation simulation) throws IOException {
    Caller operator = Caller.commandLine(tenant, "bench");
    home.bean(Tenants.class)
        .create(
            new Tenant(
                tenant,
                simulation.company().name(),
                simulation.company().industry(),
                Region.EU,
                ZoneOffset.UTC));
    StringWriter sheet = new StringWriter();
    simulation.writePeople(sheet);
    home.bean(People.class).importCsv(operator, new StringReader(sheet.toString()), Progress.NONE);
    try (InputStream events = simulation.open(simulation.days())) {
      home.bean(Ingest.class).stream(operator, Source.OKTA, events, Progress.NONE);
    }
  }

  static void publish(
      ApplicationContext beans, TenantId tenant, String name, SimulationSettings settings)
      throws IOException {
    Simulation simulation = Simulation.of(settings);
    Caller operator = Caller.commandLine(tenant, "operator-of-" + tenant);
    beans
        .getBean(Tenants.class)
        .create(
            new Tenant(
                tenant, name, simulation.company().industry(), Region.EU, ZoneOffset.UTC, true));
    StringWriter sheet = new StringWriter();
    simulation.writePeople(sheet);
    beans
        .getBean(People.class)
        .importCsv(operator, new StringReader(sheet.toString()), Progress.NONE);
    try (InputStream events = simulation.open(simulation.days())) {
      beans.getBean(Ingest.class).stream(operator, Source.OKTA, events, Progress.NONE);
    }
    beans.getBean(Nightly.class).run(operator, settings.lastDay(), Whom.DUE, Progress.NONE);
    var unused = beans.getBean(Releases.class).publish(operator);
  }
}
