package com.orgscope.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.AbstractUrlBasedView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Renders pages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Templates {

  @Bean
  TemplateEngine templateEngine(PageFiles files) {
    return files.engine();
  }

  @Bean
  ViewResolver templateViews(TemplateEngine engine) {
    UrlBasedViewResolver resolver =
        new UrlBasedViewResolver() {
          @Override
          protected AbstractUrlBasedView instantiateView() {
            return new TemplateView(engine);
          }

          @Override
          protected Class<?> requiredViewClass() {
            return TemplateView.class;
          }
        };
    resolver.setViewClass(TemplateView.class);
    resolver.setSuffix(".jte");
    return resolver;
  }

  /** One template as a view. It is rendered whole before a byte leaves, so an error is a page. */
  static final class TemplateView extends AbstractUrlBasedView {
    private final TemplateEngine engine;

    TemplateView(TemplateEngine engine) {
      this.engine = engine;
      setContentType("text/html;charset=UTF-8");
    }

    @Override
    public boolean checkResource(java.util.Locale locale) {
      return engine.hasTemplate(getUrl());
    }

    @Override
    protected void renderMergedOutputModel(
        Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      Utf8ByteOutput output = new Utf8ByteOutput();
      engine.render(getUrl(), model, output);
      response.setContentType(getContentType());
      response.setContentLength(output.getContentLength());
      output.writeTo(response.getOutputStream());
    }
  }
}
