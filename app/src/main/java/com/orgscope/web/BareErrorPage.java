package com.orgscope.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server itself says when no page of ours can: a request it cannot read, or an error on
 * the error page. Tomcat makes one for itself, by its name, so it has nothing but constants.
 */
public final class BareErrorPage extends ErrorReportValve {
  private static final PageHeaders HEADERS = new PageHeaders(false);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean writable = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
    if (!writable.get()) {
      return;
    }
    try {
      HEADERS.write(response::setHeader);
      boolean machine = ProgramClients.asks(request, request.getRequestURI());
      response.setContentType(machine ? "application/problem+json" : "text/html");
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        PlainPage page = StatusWords.of(status);
        writer.write(machine ? problem(status, page) : html(page));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // Whoever asked has gone; there is nobody to tell.
      container.getLogger().debug("an error could not be told", e);
    }
  }

  /** RFC 9457. */
  private static String problem(int status, PlainPage page) {
    return JsonMapper.shared()
        .writeValueAsString(
            JsonMapper.shared()
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", page.heading())
                .put("status", status)
                .put("detail", String.join(" ", page.sentences())));
  }

  /** The words are ours, so nothing in them needs escaping. */
  private static String html(PlainPage page) {
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%1$s · Orgscope</title>
    <link rel="stylesheet" href="/assets/orgscope.css">
    </head>
    <body class="without-rail">
    <header class="bar"><div class="bar-inner">
    <a class="mark" href="/"><span class="mark-dot"></span>Orgscope</a>
    </div></header>
    <main id="main"><section class="first plain">
    <h1>%1$s</h1>
    <p class="lead">%2$s</p>
    <ul class="links"><li><a href="/">Back to your start</a></li></ul>
    </section></main>
    </body>
    </html>
    """
        .formatted(page.heading(), String.join(" ", page.sentences()));
  }
}
