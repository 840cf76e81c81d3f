package com.orgscope.testing;

import com.orgscope.Orgscope;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole product as a command opens it: {@code Product.in(home).run()}. Settings and parts of a
 * test's own come before the run.
 */
public final class Product {
  private Product() {}

  /** With the database of the home, which is ready. */
  public static SpringApplicationBuilder in(Path home) {
    return opened(PreparedHome.in(home));
  }

  /**
   * With another database than the home's.
   *
   * @param parts whose beans take the place of the product's; no configurations by their
   *     annotation, which the scan of other tests' contexts would find
   */
  public static SpringApplicationBuilder on(Database database, Path home, Class<?>... parts) {
    return opened(home, parts)
        .initializers(empty ->
            ((GenericApplicationContext) empty)
                .registerBean(
                    "testDatabase",
                    Database.class,
                    () -> database,
                    definition -> definition.setPrimary(true)));
  }

  private static SpringApplicationBuilder opened(Path home, Class<?>... parts) {
    return new SpringApplicationBuilder(
            Stream.concat(Stream.of(Orgscope.class), Stream.of(parts)).toArray(Class<?>[]::new))
        .web(WebApplicationType.NONE)
        .lazyInitialization(true)
        .properties("orgscope.home=" + home);
  }
}
