package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.signin.Sessions;
import com.orgscope.web.RunFeeds.Told;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What runs, told by server-sent events for as long as the page of operations is open: the rows of
 * its table whenever they are others, and a comment otherwise, so that whatever stands between
 * keeps the connection. It ends with the session. Who asks for no stream is told once.
 */
@Controller
@RunsIn(Part.WEB)
final class RunStream {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** So long a first look may take, which reads the database. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  /**
   * Whoever made room and is still there comes again after so many milliseconds, and not at once.
   */
  private static final String LATER = "retry: 30000\n\n";

  private final PageAccess access;
  private final PastWork past;
  private final Tenants tenants;
  private final Sessions sessions;
  private final RunFeeds feeds;
  private final TemplateEngine templates;

  RunStream(
      PageAccess access,
      PastWork past,
      Tenants tenants,
      Sessions sessions,
      RunFeeds feeds,
      TemplateEngine templates) {
    this.access = access;
    this.past = past;
    this.tenants = tenants;
    this.sessions = sessions;
    this.feeds = feeds;
    this.templates = templates;
  }

  @GetMapping("/operations/events")
  void events(
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    access.admit(caller, Action.OPERATIONS, "operations");
    var tenant = tenants.get(caller.tenant());
    Optional<RunFeeds.Viewer> viewer = feeds.look(caller, who -> rows(who, tenant.zone()));
    if (viewer.isEmpty()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try (RunFeeds.Viewer looks = viewer.get()) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
      response.setHeader("X-Accel-Buffering", "no");
      OutputStream out = response.getOutputStream();
      write(out, ": what runs at " + DisplayText.of(tenant.name()) + "\n\n");
      Told told = looks.next(Told.NOTHING, FIRST);
      write(out, said(Told.NOTHING, told));
      String held = SessionCookies.held(request).orElse("");
      while (wantsStream(request)) {
        Told next = looks.next(told, HEARTBEAT);
        if (looks.isOver()) {
          write(out, LATER);
          return;
        }
        if (!isOpen(held)) {
          return;
        }
        write(out, said(told, next));
        told = next;
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * The rows if they are others than those that were seen. Before any were read there are none to
   * tell: the page keeps its own.
   */
  static String said(Told seen, Told next) {
    return next.version() == seen.version() ? ": still here\n\n" : event(next);
  }

  /** A line of text is a line of data, of which there is one at least: or nobody is told. */
  private static String event(Told told) {
    String data =
        told.text().lines().map(line -> "data: " + line).collect(Collectors.joining("\n"));
    return "event: runs\n" + (data.isEmpty() ? "data:" : data) + "\n\n";
  }

  private String rows(Caller caller, ZoneId zone) {
    StringOutput rows = new StringOutput();
    templates.render(
        "tag/runs.jte",
        Map.of("runs", past.jobs(caller).stream().map(job -> PastWork.run(job, zone)).toList()),
        rows);
    return rows.toString().strip();
  }

  /** A browser says so where a page's script asks. */
  private static boolean wantsStream(HttpServletRequest request) {
    String accepted = request.getHeader("Accept");
    return request.getMethod().equals("GET")
        && accepted != null
        && accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
  }

  /** To look at what runs is no use of a session: one that nobody uses ends all the same. */
  private boolean isOpen(String held) {
    try {
      return sessions.isOpen(held);
    } catch (Failure e) {
      if (e.kind() != Failure.Kind.RETRY) {
        throw e;
      }
      return false;
    }
  }
}
