package com.orgscope.web;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** How the web server in this process is bounded, and what it says where no page of ours can. */
@Component
@ConditionalOnWebApplication
final class ServerSetup
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
  private final WebSettings settings;
  private final Home home;

  ServerSetup(WebSettings settings, Home home) {
    this.settings = settings;
    this.home = home;
  }

  /** Before all others, so that the doorstep is before whatever they add. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(RequestDeadline.class.getName());
    factory.setBaseDirectory(folder("server").toFile());
    factory.getSettings().setDocumentRoot(folder("server/pages").toFile());
    factory.addEngineValves(new RequestOrigin(headers()));
    factory.addContextCustomizers(context -> {
      if (context.getParent() instanceof StandardHost host) {
        host.setErrorReportValveClass(BareErrorPage.class.getName());
      }
    });
    factory.addConnectorCustomizers(this::bound);
  }

  /**
   * In the home and not in the temporary folder, where one would be left by every start that fails.
   * Nothing is ever read from it; the same one serves again.
   */
  private Path folder(String name) {
    try {
      return Home.OwnersOnly.folder(home.resolve(name));
    } catch (IOException e) {
      throw Failure.operator(
          home.resolve(name) + " cannot be made: the web server keeps its folders there", e);
    }
  }

  private PageHeaders headers() {
    return new PageHeaders(settings.behindTls());
  }

  private void bound(Connector connector) {
    if (connector.getProtocolHandler() instanceof RequestDeadline http) {
      http.within(settings.requestTimeout());
      http.head(headers());
    }
    URI url = settings.publicUrl();
    if (url != null) {
      // Whatever name a request calls this server by, it is this one.
      boolean tls = settings.behindTls();
      connector.setScheme(url.getScheme());
      connector.setSecure(tls);
      connector.setProxyName(url.getHost());
      int usual = tls ? 443 : 80;
      connector.setProxyPort(url.getPort() > 0 ? url.getPort() : usual);
    }
  }
}
