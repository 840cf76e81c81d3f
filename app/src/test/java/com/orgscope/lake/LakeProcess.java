package com.orgscope.lake;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * A process of its own that appends to a home, one event at a time; told to, it dies between a
 * batch's files and its commit, as by kill -9.
 */
final class LakeProcess {
  static final TenantId TENANT = new TenantId("acme");

  private LakeProcess() {}

  /** Arguments: home, writer, events, the append to die in (0 for none). */
  public static void main(String[] arguments) {
    int writer = Integer.parseInt(arguments[1]);
    int events = Integer.parseInt(arguments[2]);
    int last = Integer.parseInt(arguments[3]);
    try (ConfigurableApplicationContext context = context(Path.of(arguments[0]))) {
      int[] batches = {0};
      LakeListener dying =
          new LakeListener() {
            @Override
            public void written() {
              if (++batches[0] == last) {
                Runtime.getRuntime().halt(137);
              }
            }
          };
      Lake lake =
          new Lake(
              new LakeContext(
                  context.getBean(Tables.class),
                  context.getBean(Engine.class),
                  context.getBean(DueDayStore.class),
                  context.getBean(RetentionStore.class),
                  context.getBean(MaintenanceSettings.class),
                  InstantSource.system(),
                  dying),
              Withholding.NONE);
      String name = "writer " + writer;
      int from = lake.position(TENANT, name).map(Integer::parseInt).orElse(0);
      for (int i = from + 1; i <= events; i++) {
        lake.append(
            TENANT,
            Events.batch(
                Events.visit(writer * 1000L + i, "2026-03-01T10:00:00Z", i, "Mail"),
                Events.visit(writer * 1000L + 500 + i, "2026-03-02T10:00:00Z", i, "Mail")),
            Map.of(name, "" + i));
      }
    }
  }

  static ConfigurableApplicationContext context(Path home) {
    return new SpringApplicationBuilder(LakeAndState.class)
        .web(WebApplicationType.NONE)
        .initializers(c -> c.getBeanFactory().registerSingleton("home", new Home(home)))
        .run();
  }

  // No @Configuration: tests that scan the whole product must not take it for a part of it.
  @ComponentScan(basePackageClasses = {Lake.class, Database.class})
  @ConfigurationPropertiesScan(basePackageClasses = {Lake.class, Database.class})
  static class LakeAndState {
    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }
  }
}
