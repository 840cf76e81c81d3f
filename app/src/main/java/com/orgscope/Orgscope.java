package com.orgscope;

import com.orgscope.cli.OrgscopeCommand;
import com.orgscope.kernel.Home;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The one artifact; the command line decides what of it runs. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Orgscope {
  public static void main(String[] args) {
    System.exit(OrgscopeCommand.run(Orgscope.class, args));
  }

  @Bean
  static ChosenParts chosenParts(Environment environment) {
    return new ChosenParts(environment);
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
