package com.orgscope.web;

import com.orgscope.kernel.Failure;
import com.orgscope.web.PlainPage.Link;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Whatever goes wrong: a calm page for people, RFC 9457 problem details for programs. */
@Controller
@ControllerAdvice
@ConditionalOnWebApplication
class ErrorPages implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private final Chromes chromes;
  private final SecureRandom random = new SecureRandom();

  ErrorPages(Chromes chromes) {
    this.chromes = chromes;
  }

  /** What the container and the door refuse: unknown addresses, stale forms, no session. */
  @RequestMapping("/error")
  Object refused(HttpServletRequest request) {
    int code =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
            ? status
            : 404;
    HttpStatus status = HttpStatus.resolve(code);
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    // What the server refuses by itself, such as too long a form, is no mistake of ours.
    boolean refused = status != null && status.is4xxClientError();
    if (!refused && thrown instanceof Exception exception) {
      return failed(exception, request);
    }
    return answer(
        status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, StatusWords.of(code), request);
  }

  @ExceptionHandler
  Object forbidden(PageAccess.Forbidden forbidden, HttpServletRequest request) {
    return answer(
        HttpStatus.FORBIDDEN,
        PlainPage.of(
            "Not with your role",
            List.of(sentence(Words.spoken(forbidden.reason()))),
            new Link("Back to your start", "/")),
        request);
  }

  @ExceptionHandler
  Object unreadable(UnreadableRequest unreadable, HttpServletRequest request) {
    return answer(
        HttpStatus.BAD_REQUEST,
        PlainPage.of(
            "That could not be read",
            List.of(sentence(String.valueOf(unreadable.getMessage()))),
            new Link("Back to your start", "/")),
        request);
  }

  @ExceptionHandler
  Object failed(Failure failure, HttpServletRequest request) {
    return switch (failure.kind()) {
      case OPERATOR, POISON ->
          answer(
              HttpStatus.CONFLICT,
              PlainPage.of(
                  "That is not possible now",
                  List.of(sentence(Words.spoken(String.valueOf(failure.getMessage())))),
                  new Link("Back to your start", "/")),
              request);
      case RETRY ->
          answer(
              HttpStatus.SERVICE_UNAVAILABLE,
              PlainPage.of(
                  "For a moment we cannot answer",
                  List.of(
                      "Something this page needs is being restarted. Load it again in a minute."),
                  new Link("Try again", "/")),
              request);
      case BUG -> mistake(failure, request);
    };
  }

  private Object failed(Exception exception, HttpServletRequest request) {
    return exception instanceof Failure failure
        ? failed(failure, request)
        : mistake(exception, request);
  }

  private Object mistake(Exception exception, HttpServletRequest request) {
    byte[] bytes = new byte[4];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    LOG.error("error {} on {}", id, path(request), exception);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        PlainPage.of(
            "This is a mistake of ours",
            List.of(
                "Tell IT the number %s: it finds the cause in the log.".formatted(id),
                "Nothing was lost, and the published numbers are as they were."),
            new Link("Back to your start", "/")),
        request);
  }

  private Object answer(HttpStatus status, PlainPage page, HttpServletRequest request) {
    if (ProgramClients.asks(request, path(request))) {
      ProblemDetail problem =
          ProblemDetail.forStatusAndDetail(status, String.join(" ", page.sentences()));
      problem.setTitle(page.heading());
      problem.setInstance(URI.create(path(request)));
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
    return new ModelAndView(
        "plain", Map.of("chrome", chromes.whoever(page.heading(), request), "page", page), status);
  }

  private static String path(HttpServletRequest request) {
    @Nullable Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return failed instanceof String uri ? uri : request.getRequestURI();
  }

  /** With a capital letter and a full stop, as a person would write it. */
  private static String sentence(String text) {
    String stopped = text.endsWith(".") ? text : text + ".";
    return stopped.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + stopped.substring(1);
  }
}
