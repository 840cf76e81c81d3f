package com.orgscope.web;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Serves each operation of the API at {@code /api/v1/…}, which is its address, and at {@code
 * /api/…}, by which scripts of before there were versions call it.
 */
@Component
@RunsIn(Part.WEB)
final class VersionedApi implements WebMvcRegistrations {
  /** Of every address of before there were versions. */
  static final String PLAIN = "/api/";

  /** Of every address that is told. */
  static final String PREFIX = "/api/v1/";

  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new Both();
  }

  /** The address under the same version as the one that was asked. */
  static String beside(String asked, String path) {
    return (asked.startsWith(PREFIX) ? PREFIX : PLAIN) + path;
  }

  private static final class Both extends RequestMappingHandlerMapping {
    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handler) {
      RequestMappingInfo info = super.getMappingForMethod(method, handler);
      return info == null || !method.isAnnotationPresent(Operation.class) ? info : versioned(info);
    }

    private static RequestMappingInfo versioned(RequestMappingInfo info) {
      String[] paths =
          info.getPatternValues().stream()
              .flatMap(path ->
                  path.startsWith(PLAIN) && !path.startsWith(PREFIX)
                      ? Stream.of(PREFIX + path.substring(PLAIN.length()), path)
                      : Stream.of(path))
              .distinct()
              .toArray(String[]::new);
      return paths.length == info.getPatternValues().size()
          ? info
          : info.mutate().paths(paths).build();
    }
  }
}
