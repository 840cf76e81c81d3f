package com.orgscope;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.index.CandidateComponentsIndexLoader;
import org.springframework.core.SpringProperties;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/**
 * What the wrapper runs once after a build: prints which classes are components, as Spring reads it
 * from {@code META-INF/spring.components}, so that a start reads those instead of every class there
 * is. Where nobody wrote it down, Spring looks through all.
 */
final class ComponentIndex {
  private static final List<Class<? extends Annotation>> MARKS =
      List.of(Component.class, ConfigurationProperties.class);

  private ComponentIndex() {}

  public static void main(String[] args) {
    // One that is there already would be all that is found.
    SpringProperties.setFlag(CandidateComponentsIndexLoader.IGNORE_INDEX);
    index().forEach((type, marks) -> System.out.println(type + "=" + marks));
  }

  /** The marks of each class, with commas between. */
  static SortedMap<String, String> index() {
    SortedMap<String, String> index = new TreeMap<>();
    for (Class<? extends Annotation> mark : MARKS) {
      new Marked(new AnnotationTypeFilter(mark))
          .findCandidateComponents("com.orgscope")
          .forEach(found ->
              index.merge(
                  String.valueOf(found.getBeanClassName()),
                  mark.getName(),
                  (one, other) -> one + "," + other));
    }
    return index;
  }

  /** Whatever the conditions are: they are looked at when it starts. */
  private static final class Marked extends ClassPathScanningCandidateComponentProvider {
    private final AnnotationTypeFilter filter;

    Marked(AnnotationTypeFilter filter) {
      super(false);
      this.filter = filter;
    }

    @Override
    protected boolean isCandidateComponent(MetadataReader type) throws java.io.IOException {
      return filter.match(type, getMetadataReaderFactory());
    }
  }
}
