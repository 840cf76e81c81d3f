package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.Sha256;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Where time and money go: one stored release, as a page, as JSON and as a table. */
@Controller
@RunsIn(Part.WEB)
final class CompanyController {
  private static final String TITLE = "Where time and money go";
  private static final String NEWEST = "";
  private static final int TAG = 32;
  private static final List<Chrome.Jump> SECTIONS =
      List.of(
          new Chrome.Jump("Where does the time go?", "#time"),
          new Chrome.Jump("Where is money idle?", "#money"),
          new Chrome.Jump("What should be done first?", "#advice"),
          new Chrome.Jump("What changed?", "#changed"),
          new Chrome.Jump("Where can we automate?", "#automation"),
          new Chrome.Jump("What if?", "#what-if"),
          new Chrome.Jump("How can AI make teams more productive?", "#assistants"),
          new Chrome.Jump("Can I trust this?", "#trust"));

  private final PageAccess access;
  private final CompanyPages pages;
  private final Chromes chromes;

  CompanyController(PageAccess access, CompanyPages pages, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.chromes = chromes;
  }

  @GetMapping("/company")
  ModelAndView company(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    admit(caller, NEWEST);
    return pages.asOfNow(
        caller,
        () ->
            pages
                .latest(caller)
                .map(shown -> shown(shown, caller, request))
                .orElseGet(() -> plain(pages.empty(caller), caller, request)));
  }

  /** One release, the same for ever. */
  @GetMapping("/company/releases/{release}")
  ModelAndView release(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String release,
      HttpServletRequest request) {
    admit(caller, release);
    return pages.asOfNow(
        caller,
        () ->
            pages
                .named(caller, release)
                .map(shown -> shown(shown, caller, request))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  private ModelAndView shown(CompanyPages.Shown shown, Caller caller, HttpServletRequest request) {
    return switch (shown) {
      case CompanyPages.Told told ->
          new ModelAndView(
              "ceo",
              Map.of(
                  "chrome",
                  chromes.of(TITLE, caller, request, SECTIONS),
                  "page",
                  told.page(),
                  "waits",
                  told.waits()));
      case CompanyPages.TooFew few -> plain(few.page(), caller, request);
    };
  }

  private ModelAndView plain(PlainPage page, Caller caller, HttpServletRequest request) {
    return new ModelAndView(
        "plain", Map.of("chrome", chromes.of(TITLE, caller, request, List.of()), "page", page));
  }

  /**
   * @param release by its name; empty for the newest
   */
  @Operation(
      tags = "Published numbers",
      summary = "The newest published release, or one by its name",
      description =
          "One stored release, noised once: every figure with its range. Executives read the cells of units that were granted to them. 404 as long as nothing is published.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = @Content(schema = @Schema(implementation = ReleaseDocument.class))))
  @Admits({Action.ORGANIZATION_AGGREGATES, Action.UNIT_AGGREGATES})
  @GetMapping(path = "/api/release")
  ResponseEntity<Object> release(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = NEWEST) String release) {
    Optional<ReleaseDocument> found =
        pages.asOfNow(caller, () -> found(caller, release).map(one -> pages.document(caller, one)));
    return found.isPresent()
        ? ResponseEntity.ok()
            .eTag(tag(found.get().toString()))
            .contentType(MediaType.APPLICATION_JSON)
            .body(found.get())
        : missing(caller, release);
  }

  /** Of what is told, to whomever; weak, since what is sent may be packed. */
  private static String tag(String told) {
    return "W/\"" + HexFormat.of().formatHex(Sha256.of(told)).substring(0, TAG) + "\"";
  }

  /** The same figures as a table. */
  @Operation(
      tags = "Published numbers",
      summary = "A published release as a table",
      description = "The same figures as /api/release, a row for each, with its range.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = "text/csv",
                      schema = @Schema(implementation = String.class))))
  @Admits({Action.ORGANIZATION_AGGREGATES, Action.UNIT_AGGREGATES})
  @GetMapping(path = "/api/release.csv")
  ResponseEntity<Object> table(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = NEWEST) String release) {
    Optional<Release> found = found(caller, release);
    String table = found.map(one -> ReleaseTable.of(one, pages.zone(caller))).orElse("");
    return found.isPresent()
        ? ResponseEntity.ok()
            .eTag(tag(table))
            .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
            .header(
                "Content-Disposition",
                "attachment; filename=\"%s.csv\"".formatted(found.get().id()))
            .body(table)
        : missing(caller, release);
  }

  private Optional<Release> found(Caller caller, String release) {
    admit(caller, release);
    return release.isEmpty() ? pages.newest(caller) : pages.stored(caller, release);
  }

  private static ResponseEntity<Object> missing(Caller caller, String release) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.NOT_FOUND,
            release.isEmpty()
                ? "Nothing is published yet for " + caller.tenant() + "."
                : "There is no such release that may be shown to you.");
    return ResponseEntity.of(problem).build();
  }

  private void admit(Caller caller, String release) {
    access.admit(
        caller,
        PageAccess.releaseAction(caller),
        release.isEmpty() ? "latest release" : "a release by its name");
  }
}
