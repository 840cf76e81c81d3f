package com.orgscope.ingest;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.RunsIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/**
 * The product's beans as a command has them, without what tests of other rooms define. It carries
 * no {@code @Configuration}, so that no other scan finds it.
 */
@ComponentScan(
    basePackages = "com.orgscope",
    excludeFilters = {
      @ComponentScan.Filter(
          type = FilterType.REGEX,
          pattern = {"com\\.orgscope\\.web\\..*", "com\\.orgscope\\.Orgscope.*"}),
      // A command drives nothing by itself.
      @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = RunsIn.class),
      @ComponentScan.Filter(type = FilterType.CUSTOM, classes = ProductInTest.OfTests.class)
    })
@ConfigurationPropertiesScan("com.orgscope")
public class ProductInTest {
  @Bean
  Home home(@Value("${orgscope.home}") Path path) {
    return new Home(path);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /** Whatever lies among the test classes. */
  static final class OfTests implements TypeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
      return reader.getResource().getURL().toString().contains("/test-classes/");
    }
  }
}
