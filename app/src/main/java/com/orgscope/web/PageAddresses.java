package com.orgscope.web;

import java.util.Collection;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of pages and API that this process answers, by its own list. */
@Component
@ConditionalOnWebApplication
public final class PageAddresses {
  private final Collection<RequestMappingHandlerMapping> mappings;

  PageAddresses(List<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /** As patterns ({@code "/recommendations/{id}"}), in the order of letters. */
  public List<String> all() {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(info -> info.getPatternValues().stream())
        .distinct()
        .sorted()
        .toList();
  }
}
