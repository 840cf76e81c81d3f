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
 * Starts the database of the home while the beans are still being made, which take as long. Where
 * nothing but the home says which database it is, that is before the settings are read. What goes
 * wrong here is told when the database is first asked for something.
 */
public final class ServerAhead
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>,
        ApplicationContextInitializer<GenericApplicationContext>,
        Ordered,
        AutoCloseable {
  private static final String NAME = "embeddedServer";

  private final Home home;
  private @Nullable EmbeddedServer begun;
  private boolean handedOver;

  /**
   * @param places where a setting can stand
   */
  public ServerAhead(Home home, SettingPlaces places) {
    this.home = home;
    this.begun =
        new ServerFolder(home.resolve("postgres")).isInitialized() && places.silent()
            ? begin(home, StateSettings.embedded())
            : null;
  }

  /** As soon as the settings are known, and before logging is set up, which takes a while. */
  @Override
  public int getOrder() {
    return EnvironmentPostProcessorApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (begun == null) {
      begun = begin(event.getEnvironment());
    }
  }

  @Override
  public void initialize(GenericApplicationContext context) {
    EmbeddedServer server = begun == null ? begin(context.getEnvironment()) : begun;
    if (server != null) {
      DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
      beans.registerSingleton(NAME, server);
      beans.registerDisposableBean(NAME, server::close);
      handedOver = true;
    }
  }

  /** Null where there is none inside, or the settings are wrong, which whoever needs them tells. */
  private @Nullable EmbeddedServer begin(Environment environment) {
    StateSettings settings;
    try {
      settings = Binder.get(environment).bindOrCreate("orgscope.state", StateSettings.class);
    } catch (BindException e) {
      return null;
    }
    if (settings.external()) {
      return null;
    }
    String named = environment.getProperty("orgscope.home");
    return begin(named == null ? home : new Home(Path.of(named)), settings);
  }

  private static EmbeddedServer begin(Home home, StateSettings settings) {
    EmbeddedServer server = new EmbeddedServer(home, settings.serverTimeout(), settings.postgres());
    Thread.ofPlatform().daemon().name("database-ahead").start(() -> start(server));
    return server;
  }

  /** Lets go of what no beans took over. */
  @Override
  public void close() {
    if (begun != null && !handedOver) {
      begun.close();
    }
  }

  private static void start(EmbeddedServer server) {
    try {
      server.connect(Login.COMMAND_LINE, server.database()).close();
    } catch (SQLException | Failure e) {
      // A new home has no database yet; of anything else whoever needs it hears.
    }
  }
}
