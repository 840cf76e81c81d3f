package com.orgscope;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Refuses settings by the names they once had, from {@code renamed-settings.tsv}: to take no notice
 * of one would leave a limit at its default without a word.
 */
final class RenamedSettings implements BeanDefinitionRegistryPostProcessor, PriorityOrdered {
  private final Environment environment;

  RenamedSettings(Environment environment) {
    this.environment = environment;
  }

  /**
   * @throws Failure for the operator, naming the old setting and the new one
   */
  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry unused) {
    for (List<String> row : Table.read(RenamedSettings.class, "renamed-settings.tsv").rows()) {
      if (environment.containsProperty(row.get(0))) {
        throw Failure.operator(
            "the setting %s is called %s now (as an environment variable: %s)"
                .formatted(row.get(0), row.get(1), variable(row.get(1))));
      }
    }
  }

  /** Before whoever takes an old name for a misspelled one. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  /** How a setting is called in the environment. */
  static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(java.util.Locale.ROOT);
  }
}
