package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Starts the database of the home while the beans are still being made, which take as long. What
 * goes wrong here is told when the database is first asked for something.
 */
public final class ServerAhead implements ApplicationContextInitializer<GenericApplicationContext> {
  private static final String HOME = "orgscope.home";
  private static final String NAME = "embeddedServer";

  @Override
  public void initialize(GenericApplicationContext context) {
    Environment environment = context.getEnvironment();
    StateSettings settings;
    try {
      settings = Binder.get(environment).bindOrCreate("orgscope.state", StateSettings.class);
    } catch (BindException e) {
      return;
    }
    if (settings.external()) {
      return;
    }
    EmbeddedServer server =
        new EmbeddedServer(
            new Home(Path.of(environment.getRequiredProperty(HOME))),
            settings.serverTimeout(),
            settings.postgres());
    DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
    beans.registerSingleton(NAME, server);
    beans.registerDisposableBean(NAME, server::close);
    Thread.ofPlatform().daemon().name("database-ahead").start(() -> start(server));
  }

  private static void start(EmbeddedServer server) {
    try {
      server.connectAsApplication(server.database()).close();
    } catch (SQLException | Failure e) {
      // A new home has no database yet; of anything else whoever needs it hears.
    }
  }
}
