package com.orgscope.cli;

import com.orgscope.access.SignInLinks;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Failure;
import com.orgscope.signin.EmergencyAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Starts the pages and stays until somebody stops the process. */
record Server(Session session) {
  /** More companies than these get no link unasked. */
  private static final int LINKS = 5;

  /**
   * @throws Failure for the operator, if the port is taken
   */
  void run(int port, String roles, List<String> more) throws InterruptedException {
    List<String> properties = new ArrayList<>(more);
    properties.add("server.port=" + port);
    properties.add("orgscope.roles=" + roles);
    ConfigurableApplicationContext context = start(port, properties);
    CountDownLatch closed = new CountDownLatch(1);
    context.addApplicationListener(event -> {
      if (event instanceof ContextClosedEvent) {
        closed.countDown();
      }
    });
    int listening = listening(context, port);
    session.tell("The pages are on http://127.0.0.1:" + listening + " (Ctrl-C stops).");
    SignInAddress.serving(session.home(), listening);
    tellHowToSignIn(listening, roles);
    closed.await();
  }

  /** Whoever asked for port 0 was given another one. */
  private static int listening(ConfigurableApplicationContext context, int asked) {
    return context.getEnvironment().getProperty("local.server.port", Integer.class, asked);
  }

  /** No identity provider says who people are, so whoever started this gets in by a link. */
  private void tellHowToSignIn(int port, String roles) {
    // Whatever this process does: a company of another region ends it here.
    List<Tenant> all = session.bean(Tenants.class).all();
    Set<String> parts =
        new HashSet<>(List.of(roles.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*")));
    if (!parts.contains("web") && !parts.contains("all")) {
      return;
    }
    List<Tenant> own = all.stream().filter(tenant -> !tenant.demo()).toList();
    if (all.isEmpty()) {
      session.tell("No company is here yet. Type in another terminal:");
      session.tell("  orgscope tenant create T --name N --zone Europe/Berlin");
      session.tell("  orgscope sign-in --tenant T");
    } else if (own.size() > LINKS) {
      session.tell(own.size() + " companies are here. For a link to sign in by:");
      session.tell("  orgscope sign-in --tenant T");
    }
    if (own.size() > LINKS) {
      return;
    }
    for (Tenant tenant : own) {
      if (!session.bean(EmergencyAccess.class).admitsLinks(tenant.id())) {
        session.tell(tenant.name() + " signs in by its identity provider.");
        continue;
      }
      String code = session.bean(SignInLinks.class).make(session.caller(tenant.id()));
      session.tell(
          "Sign in as IT/Security of %s, at this machine, once, within %d minutes:"
              .formatted(tenant.name(), SignInLinks.LIFE.toMinutes()));
      session.tell("  " + SignInAddress.of(port, tenant.id(), code));
      session.tell("A new link: orgscope sign-in --tenant " + tenant.id());
    }
  }

  private ConfigurableApplicationContext start(int port, List<String> properties) {
    try {
      return session.serve(properties);
    } catch (RuntimeException e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof PortInUseException) {
          throw Failure.operator(
              "port " + port + " is in use: stop what listens there or choose another with --port",
              e);
        }
      }
      throw e;
    }
  }
}
