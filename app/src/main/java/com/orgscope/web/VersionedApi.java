package com.orgscope.web;

import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.work.WorkRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

  /**
   * What was asked for is done later.
   *
   * @param where it says how it ended, under the same version of the API as what was asked
   */
  static <T> ResponseEntity<T> accepted(HttpServletRequest asked, String where, T body) {
    String version = asked.getRequestURI().startsWith(PREFIX) ? PREFIX : PLAIN;
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .header("Location", version + where)
        .body(body);
  }

  static ResponseEntity<RequestPage.Document> accepted(
      HttpServletRequest asked, WorkRequest request) {
    return accepted(asked, "requests/" + request.id(), RequestPage.Document.of(request));
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
