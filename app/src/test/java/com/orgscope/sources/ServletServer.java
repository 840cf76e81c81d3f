package com.orgscope.sources;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** One servlet behind the product's own web server, and nothing else. */
public final class ServletServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();

  public ServletServer(HttpServlet servlet, String mapping) throws IOException {
    Logger.getLogger("org.apache").setLevel(Level.SEVERE);
    Path base = Files.createTempDirectory("servlets");
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.setHostname("127.0.0.1");
    Context context = tomcat.addContext("", base.toString());
    Tomcat.addServlet(context, "servlet", servlet).addMapping(mapping);
    tomcat.getConnector();
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new AssertionError(e);
    }
  }

  public String origin() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new AssertionError(e);
    }
  }
}
