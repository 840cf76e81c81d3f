package com.orgscope;

import com.orgscope.bench.BenchCommand;
import com.orgscope.cli.OrgscopeCommand;
import com.orgscope.cli.OrgscopeCommand.Application;
import com.orgscope.demo.DemoCommand;
import com.orgscope.demo.SimulateCommand;
import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The one artifact. A command needs only the rooms' own beans, so it starts from here, without
 * Spring Boot's autoconfiguration; {@link OrgscopeServer} adds that and the pages.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = {"com\\.orgscope\\.web\\..*", "com\\.orgscope\\.OrgscopeServer"}))
@ConfigurationPropertiesScan
public class Orgscope {
  /** The demo and the benches stand beside the product, which knows nothing of them. */
  public static final Application APPLICATION =
      new Application(
          Orgscope.class,
          OrgscopeServer.class,
          List.of(DemoCommand.class, SimulateCommand.class, BenchCommand.class));

  public static void main(String[] args) {
    System.exit(OrgscopeCommand.run(APPLICATION, args));
  }

  @Bean
  static ChosenParts chosenParts(Environment environment) {
    return new ChosenParts(environment);
  }

  @Bean
  static MisspelledSettings misspelledSettings(ConfigurableEnvironment environment) {
    return new MisspelledSettings(environment);
  }

  @Bean
  Home home(@Value("${orgscope.home:.orgscope}") Path path) {
    return new Home(path);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
