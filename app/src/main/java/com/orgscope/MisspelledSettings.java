package com.orgscope;

import com.orgscope.kernel.Failure;
import com.orgscope.table.Table;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;

/**
 * Refuses a setting of ours that does not exist, which would otherwise change nothing in silence:
 * one that has another name now, or one that is misspelled. What the settings are is read from the
 * records that hold them, and only when somebody set one.
 */
final class MisspelledSettings implements BeanDefinitionRegistryPostProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(MisspelledSettings.class);
  private static final String OURS = "orgscope";

  /** Read by the wrapper, under a name of its own, or by whoever kills processes to try them. */
  private static final List<String> ELSEWHERE =
      List.of("orgscopejava", "orgscopedatabaseurl", "orgscopecrash");

  /** Those that no record holds. */
  static final List<String> LOOSE =
      List.of("orgscope.home", "orgscope.roles", "orgscope.eventlog.kind");

  /** What Kubernetes tells every process of a service that has our name. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          ".*_SERVICE_HOST|.*_SERVICE_PORT(_.*)?|.*_PORT|.*_PORT_\\d+_(TCP|UDP|SCTP)(_.*)?");

  private final ConfigurableEnvironment environment;

  MisspelledSettings(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    List<String> set = set();
    if (!set.isEmpty()) {
      require(known(registry), set);
    }
  }

  /** The names that an operator gave in the environment, to the Java machine or in a file. */
  private List<String> set() {
    List<String> names = new ArrayList<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable && ofOperator(source)) {
        for (String name : enumerable.getPropertyNames()) {
          String plain = plain(name);
          if (name.matches("(?i)orgscope[._].+")
              && !SERVICE_LINK.matcher(name).matches()
              && ELSEWHERE.stream().noneMatch(plain::startsWith)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  private static boolean ofOperator(PropertySource<?> source) {
    return !source.getName().contains("class path resource")
        && !source.getName().equals("defaultProperties")
        && !source.getName().equals("commandLineArgs");
  }

  private static SortedMap<String, String> known(BeanDefinitionRegistry registry) {
    SortedMap<String, String> known = new TreeMap<>();
    LOOSE.forEach(name -> known.put(plain(name), name));
    for (String bean : registry.getBeanDefinitionNames()) {
      BeanDefinition definition = registry.getBeanDefinition(bean);
      String type = definition.getBeanClassName();
      if (type != null && type.startsWith("com.orgscope.")) {
        Class<?> holder = ClassUtils.resolveClassName(type, null);
        ConfigurationProperties properties = holder.getAnnotation(ConfigurationProperties.class);
        if (properties != null) {
          add(known, properties.value(), holder);
        }
      }
    }
    return known;
  }

  private static void add(Map<String, String> known, String prefix, Class<?> holder) {
    for (RecordComponent component : holder.getRecordComponents()) {
      String name =
          prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (component.getType().isRecord()) {
        add(known, name, component.getType());
      } else if (Map.class.isAssignableFrom(component.getType())) {
        known.put(plain(name), name + ".*");
      } else {
        known.put(plain(name), name);
      }
    }
  }

  /**
   * @param known full names by their plain ones
   * @throws Failure for the operator, naming the first that is none, and its new name or the
   *     nearest one that is
   */
  static void require(SortedMap<String, String> known, List<String> names) {
    for (String name : names) {
      String plain = plain(name);
      if (known.containsKey(plain) || isOfMany(known, plain)) {
        continue;
      }
      String renamed = renamed().get(plain);
      if (renamed != null) {
        throw Failure.operator(
            "the setting %s is called %s now (%s)".formatted(name, variable(renamed), renamed));
      }
      Optional<String> nearest =
          known.keySet().stream().min(Comparator.comparingInt(other -> distance(plain, other)));
      if (nearest.isPresent() && (isOfRoom(known, plain) || isNear(plain, nearest.get()))) {
        throw Failure.operator(
            "there is no setting %s: the nearest one is %s (%s)"
                .formatted(
                    name,
                    variable(known.getOrDefault(nearest.get(), nearest.get())),
                    known.get(nearest.get())));
      }
      LOG.warn("there is no setting {}: it changes nothing", name);
    }
  }

  /** By the plain name that a setting once had: how it is called now. */
  private static Map<String, String> renamed() {
    return Table.read(MisspelledSettings.class, "renamed-settings.tsv").rows().stream()
        .collect(Collectors.toMap(row -> plain(row.get(0)), row -> row.get(1)));
  }

  /** A part of a list or map, which may have any name. */
  private static boolean isOfMany(SortedMap<String, String> known, String plain) {
    return known.entrySet().stream()
        .anyMatch(one ->
            plain.startsWith(one.getKey())
                && (one.getValue().endsWith(".*")
                    || plain.substring(one.getKey().length()).matches("\\d+")));
  }

  private static boolean isOfRoom(SortedMap<String, String> known, String plain) {
    return known.values().stream()
        .filter(name -> name.indexOf('.') != name.lastIndexOf('.'))
        .map(name -> plain(name.substring(0, name.indexOf('.', OURS.length() + 1))))
        .anyMatch(plain::startsWith);
  }

  private static boolean isNear(String plain, String other) {
    return distance(plain, other) <= Math.max(2, (plain.length() - OURS.length()) / 4);
  }

  /** How the environment, files and options of the Java machine spell a name alike. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static String variable(String name) {
    return name.replace(".*", "").replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** How many letters must be changed, added or left out (Levenshtein). */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
