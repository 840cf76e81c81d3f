package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.cli.OrgscopeCommand.Application;
import com.orgscope.cli.OrgscopeCommand.Terminal;
import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.state.ServerAhead;
import com.orgscope.state.SettingPlaces;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a command has at hand: the beans, started when the first one is asked for and no more of
 * them than that one needs; the caller; the ways to answer.
 */
final class Session implements CommandContext {
  private final Application application;
  private final OrgscopeCommand root;
  private final Terminal terminal;
  private final Stop stop;
  private final List<String> settings;
  private final InstantSource clock;
  private volatile @Nullable ConfigurableApplicationContext context;
  private volatile @Nullable ProgressBar bar;
  private @Nullable Tenant subject;
  private @Nullable LocalDate asOf;
  private boolean makesHome;

  Session(Application application, OrgscopeCommand root, Terminal terminal, Stop stop) {
    this(application, root, terminal, stop, List.of(), InstantSource.system());
  }

  private Session(
      Application application,
      OrgscopeCommand root,
      Terminal terminal,
      Stop stop,
      List<String> settings,
      InstantSource clock) {
    this.stop = stop;
    this.settings = settings;
    this.clock = clock;
    this.application = application;
    this.root = root;
    this.terminal = terminal;
    stop.opened(this);
  }

  @Override
  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  @Override
  public Home home() {
    return new Home(root.home);
  }

  /** As somebody would type it again, where it is not the usual one. */
  Path homeAsTyped() {
    return root.home;
  }

  /**
   * Whoever sits at the terminal, as IT/Security; the operating system vouches for the name.
   *
   * @throws Failure for the operator, if there is no such tenant
   */
  Caller caller(TenantId tenant) {
    subject = bean(Tenants.class).get(tenant);
    if (!bean(ErasedPeople.class).unknown(tenant).isEmpty()) {
      var unused = bean(Erasures.class).eraseAgain(tenant);
    }
    return callerOfNew(tenant);
  }

  /** Of the company that was asked for last. */
  Currency currency() {
    return subject == null ? Tenant.USUAL : subject.currency();
  }

  /** As {@link #caller}, of a tenant that is about to be made. */
  @Override
  public Caller callerOfNew(TenantId tenant) {
    return Caller.commandLine(tenant, System.getProperty("user.name", "unknown"));
  }

  /** Somebody of the directory, by any login they have or had. */
  PersonKey person(Caller caller, String login) {
    return bean(People.class)
        .lookup(caller)
        .byLogin(login)
        .orElseThrow(() ->
            Failure.operator(
                "nobody in the directory of "
                    + caller.tenant()
                    + " has the login '"
                    + login
                    + "': import people first, or check the spelling"));
  }

  /** Today in UTC, as the lake counts days. */
  @Override
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Today where the company is. */
  LocalDate todayAt(Caller caller) {
    return LocalDate.ofInstant(clock.instant(), bean(Tenants.class).get(caller.tenant()).zone());
  }

  Answer answer() {
    endProgress();
    Tenant whose = subject;
    return new Answer(
        root.format,
        terminal.out(),
        whose == null
            ? null
            : whose.name()
                + " ("
                + whose.id()
                + "), as of "
                + Objects.requireNonNullElseGet(asOf, this::today),
        root.home);
  }

  /** A file on standard output: nothing stands in it but its lines. */
  Answer fileAnswer() {
    endProgress();
    return new Answer(root.format, terminal.out(), null, root.home);
  }

  @Override
  public void give(Object document, Consumer<PrintStream> text) {
    answer().give(document, text);
  }

  @Override
  public void servePages(int port, List<String> properties) throws InterruptedException {
    new Server(this).run(port, "all", properties);
  }

  /** The last day that the answer is about, where that is not today. */
  void answersAsOf(LocalDate day) {
    asOf = day;
  }

  /** One bar at a time; the one before it ends here. */
  @Override
  public Progress progress(String what, String unit) {
    endProgress();
    ProgressBar next = new ProgressBar(terminal.screen(), what, unit);
    bar = next;
    return stop.watched(next);
  }

  void endProgress() {
    ProgressBar open = bar;
    bar = null;
    if (open != null) {
      open.end();
    }
  }

  /**
   * Asks a person at a terminal whether to go on with what cannot be undone; a script goes on.
   *
   * @throws Failure for the operator, if the person does not say yes
   */
  void confirm(String what, boolean confirmedAlready) {
    if (confirmedAlready || terminal.keyboard() == Keyboard.NONE) {
      return;
    }
    terminal.err().print(CleanOutput.inOneLine(what) + " This cannot be undone. Go on? [y/N] ");
    terminal.err().flush();
    String line = String.valueOf(terminal.keyboard().line()).strip().toLowerCase(Locale.ROOT);
    if (!line.equals("y") && !line.equals("yes")) {
      throw Failure.operator("nothing was done; --yes says yes beforehand");
    }
  }

  /** Whether somebody stopped the process, and what fails now fails by that. */
  boolean stopped() {
    return stop.wanted();
  }

  Terminal terminal() {
    return terminal;
  }

  /** This command may make a home where there is none; all others want one that exists. */
  @Override
  public void mayMakeHome() {
    makesHome = true;
  }

  /** Tells the person at the terminal, not the script that reads the answer. */
  @Override
  public void tell(String line) {
    terminal.err().println(CleanOutput.inOneLine(NextStep.on(root.home, line)));
  }

  /** A session of the same command on another home. */
  @Override
  public Session on(Path home) {
    Session other = new Session(application, root.on(home), terminal, stop);
    other.makesHome = true;
    return other;
  }

  /**
   * A session on the same home with settings of its own, which go before all others.
   *
   * @param settings such as {@code "orgscope.llm.call-timeout=2s"}
   */
  @Override
  public Session with(List<String> settings) {
    Session same = new Session(application, root, terminal, stop, settings, clock);
    same.makesHome = makesHome;
    return same;
  }

  @Override
  public Session at(Instant now) {
    Duration ahead = Duration.between(clock.instant(), now);
    Clock then = Clock.offset(Clock.systemUTC(), ahead);
    Session same = new Session(application, root, terminal, stop, settings, then);
    same.makesHome = makesHome;
    return same;
  }

  /** Runs a whole command line of its own, on another home; what it answers goes nowhere. */
  int runAnother(Path home, String... args) {
    stop.pass();
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--home";
    all[args.length + 1] = home.toString();
    Terminal quiet = new Terminal(nowhere, terminal.screen(), Keyboard.NONE);
    return OrgscopeCommand.run(quiet, stop, application, all);
  }

  /** Starts the web server as well; only {@code serve} and {@code demo} do. */
  @Override
  public ConfigurableApplicationContext serve(List<String> properties) {
    close();
    return opened(start(WebApplicationType.SERVLET, false, properties));
  }

  private ConfigurableApplicationContext context() {
    ConfigurableApplicationContext started = context;
    return started == null ? opened(start(WebApplicationType.NONE, true, List.of())) : started;
  }

  private ConfigurableApplicationContext opened(ConfigurableApplicationContext started) {
    context = started;
    stop.opened(this);
    stop.pass();
    return started;
  }

  private ConfigurableApplicationContext start(
      WebApplicationType web, boolean lazy, List<String> more) {
    stop.pass();
    HomeFolder.of(home()).use(makesHome).ifPresent(this::tell);
    List<String> properties = new ArrayList<>();
    properties.add("spring.main.log-startup-info=false");
    properties.addAll(more);
    List<String> said = Stream.concat(settings.stream(), more.stream()).toList();
    try (ServerAhead ahead = new ServerAhead(home(), SettingPlaces.ofProcess(said))) {
      return start(web, lazy, properties, ahead);
    }
  }

  private ConfigurableApplicationContext start(
      WebApplicationType web, boolean lazy, List<String> properties, ServerAhead ahead) {
    return new SpringApplicationBuilder(
            web == WebApplicationType.NONE ? application.commands() : application.server())
        .web(web)
        .lazyInitialization(lazy)
        .listeners(ahead)
        .initializers(ahead, this::setClock, this::stopBetweenBeans)
        // What stops the process is told first, and closes it then.
        .registerShutdownHook(false)
        .properties(properties.toArray(String[]::new))
        .run(
            // The home that was looked at is the one that is used, whatever else names another.
            Stream.concat(Stream.of("orgscope.home=" + home().path()), settings.stream())
                .map(setting -> "--" + setting)
                .toArray(String[]::new));
  }

  /** The beans' clock is this session's. */
  private void setClock(ConfigurableApplicationContext starting) {
    starting
        .getBeanFactory()
        .addBeanPostProcessor(
            new BeanPostProcessor() {
              @Override
              public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof InstantSource ? clock : bean;
              }
            });
  }

  /** A start that takes seconds ends with the bean that is being made. */
  private void stopBetweenBeans(ConfigurableApplicationContext starting) {
    starting
        .getBeanFactory()
        .addBeanPostProcessor(
            new BeanPostProcessor() {
              @Override
              public Object postProcessBeforeInitialization(Object bean, String name) {
                stop.pass();
                return bean;
              }
            });
  }

  /** Once, and whoever comes second waits. Who was interrupted closes all the same. */
  @Override
  public synchronized void close() {
    endProgress();
    stop.closed(this);
    ConfigurableApplicationContext open = context;
    context = null;
    if (open == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      open.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
