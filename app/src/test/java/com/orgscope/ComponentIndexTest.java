package com.orgscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.ChildProcess;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** A start that reads the index finds the same beans as one that looks through every class. */
class ComponentIndexTest {
  @Test
  void every_component_and_every_settings_class_is_in_it_whatever_its_conditions()
      throws Exception {
    Set<String> marked = new TreeSet<>();
    Resource[] classes =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:com/orgscope/**/*.class");
    for (Resource each : classes) {
      String name = name(each);
      if (name.endsWith("package-info")) {
        continue;
      }
      Class<?> type = Class.forName(name, false, ComponentIndexTest.class.getClassLoader());
      boolean bean =
          AnnotatedElementUtils.hasAnnotation(type, Component.class)
              || AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class);
      boolean concrete = !java.lang.reflect.Modifier.isAbstract(type.getModifiers());
      boolean alone = type.getEnclosingClass() == null || staticMember(type);
      if (bean && concrete && alone && !type.isAnnotation()) {
        marked.add(name);
      }
    }
    assertThat(marked).contains("com.orgscope.web.Security", "com.orgscope.web.WebSettings");
    assertThat(printed()).isEqualTo(marked);
  }

  /** As the wrapper asks: in this process an index is all that is found. */
  private static Set<String> printed() throws IOException {
    Properties index = new Properties();
    try (Reader lines =
        ChildProcess.of(ComponentIndex.class, 256, List.of()).start().inputReader()) {
      index.load(lines);
    }
    return index.stringPropertyNames();
  }

  private static boolean staticMember(Class<?> type) {
    return type.isMemberClass() && java.lang.reflect.Modifier.isStatic(type.getModifiers());
  }

  private static String name(Resource type) throws IOException {
    String path = type.getURL().getPath();
    return path.substring(path.lastIndexOf("com/orgscope/"), path.length() - ".class".length())
        .replace('/', '.');
  }
}
