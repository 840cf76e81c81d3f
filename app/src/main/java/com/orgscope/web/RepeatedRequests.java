package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.Sha256;
import com.orgscope.nightly.PeopleFiles;
import com.orgscope.signin.KeptAnswers;
import com.orgscope.signin.KeptAnswers.Repeat;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes of the API that bring an {@code Idempotency-Key} are done once. Only an answer that did
 * something is kept: a refusal and a mistake did nothing, and may be asked anew with the same key.
 */
@Component
@RunsIn(Part.WEB)
final class RepeatedRequests extends OncePerRequestFilter {
  private static final String KEY = "Idempotency-Key";
  private static final int MOST_BYTES = 64 * 1024;

  private final KeptAnswers answers;
  private final JsonMapper mapper;

  RepeatedRequests(KeptAnswers answers, JsonMapper mapper) {
    this.answers = answers;
    this.mapper = mapper;
  }

  /** As it is kept. */
  private record Answer(int status, String type, String location, byte[] body) {}

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(KEY) == null
        || !request.getMethod().equals("POST")
        || !request.getRequestURI().startsWith(VersionedApi.PLAIN)
        || opensRecord(request.getRequestURI())
        || Chromes.caller() == null;
  }

  /** Each opening is one, and is written down: an answer that was kept would be neither. */
  private static boolean opensRecord(String address) {
    return plain(address).startsWith(VersionedApi.PLAIN + "person");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    String key = unquoted(request.getHeader(KEY));
    if (!KeptAnswers.isKey(key)) {
      refuse(
          request,
          response,
          HttpStatus.BAD_REQUEST,
          "An Idempotency-Key has 16 to 128 letters, digits and . _ : -, such as a UUID.");
      return;
    }
    int most = mostBytes(request.getRequestURI());
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      refuse(
          request,
          response,
          HttpStatus.CONTENT_TOO_LARGE,
          "With an Idempotency-Key %d KB may be sent here.".formatted(most / 1024));
      return;
    }
    Caller caller = Objects.requireNonNull(Chromes.caller());
    switch (answers.turn(caller, key, asked(request, body))) {
      case Repeat.First first ->
          answer(first.ask(), new ReadRequest(request, body), response, next);
      case Repeat.Answered answered -> again(answered.answer(), response);
      case Repeat.UnderWay _ -> {
        response.setHeader("Retry-After", "1");
        refuse(
            request,
            response,
            HttpStatus.CONFLICT,
            "The same request is being answered. Ask again in a moment.");
      }
      case Repeat.OtherRequest _ ->
          refuse(
              request,
              response,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "This Idempotency-Key came before, with another request. Make a new key for a new request.");
    }
  }

  /** The draft writes it in quotes, most programs without. */
  private static String unquoted(String key) {
    return key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")
        ? key.substring(1, key.length() - 1)
        : key;
  }

  private static byte[] asked(HttpServletRequest request, byte[] body) {
    return digest(request.getMethod(), request.getRequestURI(), request.getQueryString(), body);
  }

  /**
   * Under both addresses of an operation the same.
   *
   * @param query null where there is none
   */
  static byte[] digest(String method, String address, @Nullable String query, byte[] body) {
    byte[] head =
        (method + " " + plain(address) + "?" + Objects.requireNonNullElse(query, "") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return Sha256.of(all);
  }

  /** A file of people is as long as without a key. */
  private static int mostBytes(String address) {
    return plain(address).equals(VersionedApi.PLAIN + "people")
        ? PeopleFiles.MOST_BYTES
        : MOST_BYTES;
  }

  private static String plain(String address) {
    return address.startsWith(VersionedApi.PREFIX)
        ? VersionedApi.PLAIN + address.substring(VersionedApi.PREFIX.length())
        : address;
  }

  private void answer(
      KeptAnswers.Ask ask,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain next)
      throws ServletException, IOException {
    ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
    boolean done = false;
    try {
      next.doFilter(request, held);
      done = HttpStatus.valueOf(held.getStatus()).is2xxSuccessful();
      if (done) {
        answers.keep(
            ask,
            mapper.writeValueAsBytes(
                new Answer(
                    held.getStatus(),
                    Objects.requireNonNullElse(held.getContentType(), ""),
                    Objects.requireNonNullElse(held.getHeader("Location"), ""),
                    held.getContentAsByteArray())));
      }
    } finally {
      if (!done) {
        answers.forget(ask);
      }
    }
    held.copyBodyToResponse();
  }

  private void again(byte[] kept, HttpServletResponse response) throws IOException {
    Answer answer = mapper.readValue(kept, Answer.class);
    response.setStatus(answer.status());
    response.setHeader("Idempotency-Replayed", "true");
    if (!answer.location().isEmpty()) {
      response.setHeader("Location", answer.location());
    }
    if (!answer.type().isEmpty()) {
      response.setContentType(answer.type());
    }
    response.getOutputStream().write(answer.body());
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle("Nothing was done");
    problem.setInstance(java.net.URI.create(request.getRequestURI()));
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response.getOutputStream().write(mapper.writeValueAsBytes(problem));
  }
}
