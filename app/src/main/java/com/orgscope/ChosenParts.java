package com.orgscope;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The one place that decides which drivers this process has: a bean marked {@link RunsIn} stays
 * only if one of its parts is among {@code orgscope.roles}. A command has none of them.
 */
final class ChosenParts implements BeanDefinitionRegistryPostProcessor {
  private final Set<Part> chosen;

  ChosenParts(Environment environment) {
    this.chosen = parse(environment.getProperty("orgscope.roles", ""));
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    for (String name : registry.getBeanDefinitionNames()) {
      RunsIn runsIn = driver(registry.getBeanDefinition(name));
      if (runsIn != null && Arrays.stream(runsIn.value()).noneMatch(chosen::contains)) {
        registry.removeBeanDefinition(name);
      }
    }
  }

  private static @Nullable RunsIn driver(BeanDefinition definition) {
    String type = definition.getBeanClassName();
    if (type == null || !type.startsWith("com.orgscope.")) {
      return null;
    }
    return ClassUtils.resolveClassName(type, null).getAnnotation(RunsIn.class);
  }

  private static Set<Part> parse(String roles) {
    return Stream.of(roles.split(","))
        .map(String::strip)
        .filter(role -> !role.isEmpty())
        .flatMap(role -> Part.named(role).stream())
        .collect(Collectors.toSet());
  }
}
