package com.orgscope.ingest;

import com.orgscope.lake.Source;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The plug-ins as the application has them. */
final class Plugins {
  private static final AnnotationConfigApplicationContext CONTEXT =
      new AnnotationConfigApplicationContext(
          "com.orgscope.ingest.okta",
          "com.orgscope.ingest.google",
          "com.orgscope.ingest.entra",
          "com.orgscope.ingest.file");

  private Plugins() {}

  static List<Format> formats() {
    return List.copyOf(CONTEXT.getBeansOfType(Format.class).values());
  }

  static Format format(Source source) {
    return formats().stream().filter(f -> f.source() == source).findFirst().orElseThrow();
  }

  static Inputs inputs() {
    return CONTEXT.getBean(Inputs.class);
  }
}
