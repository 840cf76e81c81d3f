package com.orgscope.state;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.support.EnvironmentPostProcessorApplicationListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Starts the database of the home while the beans are still being made, which take as long. What
 * goes wrong here is told when the database is first asked for something.
 */
public final class ServerAhead
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>,
        ApplicationContextInitializer<GenericApplicationContext>,
        Ordered {
  private static final String HOME = "orgscope.home";
  private static final String NAME = "embeddedServer";

  private @Nullable EmbeddedServer begun;

  /** As soon as the settings are known, and before logging is set up, which takes a while. */
  @Override
  public int getOrder() {
    return EnvironmentPostProcessorApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    begun = begin(event.getEnvironment());
  }

  @Override
  public void initialize(GenericApplicationContext context) {
    EmbeddedServer server = begun == null ? begin(context.getEnvironment()) : begun;
    if (server != null) {
      DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
      beans.registerSingleton(NAME, server);
      beans.registerDisposableBean(NAME, server::close);
    }
  }

  /** Null where there is none inside, or the settings are wrong, which whoever needs them tells. */
  private static @Nullable EmbeddedServer begin(Environment environment) {
    StateSettings settings;
    try {
      settings = Binder.get(environment).bindOrCreate("orgscope.state", StateSettings.class);
    } catch (BindException e) {
      return null;
    }
    if (settings.external()) {
      return null;
    }
    EmbeddedServer server =
        new EmbeddedServer(
            new Home(Path.of(environment.getRequiredProperty(HOME))),
            settings.serverTimeout(),
            settings.postgres());
    Thread.ofPlatform().daemon().name("database-ahead").start(() -> start(server));
    return server;
  }

  private static void start(EmbeddedServer server) {
    try {
      server.connectAsApplication(server.database()).close();
    } catch (SQLException | Failure e) {
      // A new home has no database yet; of anything else whoever needs it hears.
    }
  }
}
