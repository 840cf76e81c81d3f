package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.access.Looks;
import com.orgscope.access.Purpose;
import com.orgscope.access.RecordLook;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One person's record, opened by IT/Security for a purpose, and who looked at whoever asks. No
 * login stands in an address, since addresses are kept in logs on the way.
 */
@Controller
@RunsIn(Part.WEB)
final class PersonController {
  private final PageAccess access;
  private final PersonPages pages;
  private final Looks looks;
  private final Tenants tenants;
  private final Chromes chromes;

  PersonController(
      PageAccess access, PersonPages pages, Looks looks, Tenants tenants, Chromes chromes) {
    this.access = access;
    this.pages = pages;
    this.looks = looks;
    this.tenants = tenants;
    this.chromes = chromes;
  }

  @GetMapping("/person")
  ModelAndView ask(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.OPEN_RECORD, "the page that asks why");
    return page(pages.page("", null), caller, request);
  }

  @PostMapping("/person")
  ModelAndView open(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String login,
      @RequestParam(defaultValue = "") String purpose,
      @RequestParam(defaultValue = "") String reference,
      HttpServletRequest request) {
    PersonPage.Opened opened =
        access.admitted(
            caller,
            Action.OPEN_RECORD,
            () -> pages.open(caller, login.strip(), purpose, reference));
    return page(pages.page(login, opened), caller, request);
  }

  private ModelAndView page(PersonPage page, Caller caller, HttpServletRequest request) {
    return new ModelAndView(
        "person",
        Map.of("chrome", chromes.of("Open a person", caller, request, List.of()), "page", page));
  }

  /** What is asked of the API; what is left out is refused by name. */
  record Asked(
      @Schema(description = "Whose record", example = "somebody@example.com")
          @Nullable String login,
      @Schema(
              description =
                  "security-incident, access-review, licence-question, own-request or correction",
              example = "access-review")
          @Nullable String purpose,
      @Schema(description = "The number of a ticket", example = "AR-12")
          @Nullable String reference) {}

  @Operation(
      tags = "Oversight",
      summary = "Opens one person's record for a purpose",
      description =
          "It is written down before anything is shown, and the person reads it. One at a time, 30 in an hour.")
  @Admits(Action.OPEN_RECORD)
  @PostMapping(path = "/api/person", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PersonPage.Opened> record(
      @AuthenticationPrincipal Caller caller, @RequestBody Asked asked) {
    return ResponseEntity.ok(
        access.admitted(
            caller,
            Action.OPEN_RECORD,
            () ->
                pages.open(
                    caller, text(asked.login()), text(asked.purpose()), text(asked.reference()))));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  @GetMapping("/looks")
  ModelAndView looked(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    ZoneId zone = tenants.get(caller.tenant()).zone();
    List<LooksPage.Row> rows = atMe(caller).stream().map(look -> row(look, zone)).toList();
    return new ModelAndView(
        "looks",
        Map.of(
            "chrome",
            chromes.of("Who looked at you", caller, request, List.of()),
            "page",
            new LooksPage(rows)));
  }

  @GetMapping("/api/looks")
  ResponseEntity<LooksPage.Document> looks(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(
        new LooksPage.Document(atMe(caller).stream().map(PersonController::said).toList()));
  }

  @Operation(
      tags = "Myself",
      summary = "Who looked at whoever asks, the newest first",
      description = "When, in which role, for which purpose and under which reference.")
  @Admits(Action.OWN_LOOKS)
  @GetMapping("/api/v1/looks")
  ResponseEntity<Listed<LooksPage.Said>> listed(
      @AuthenticationPrincipal Caller caller, @ModelAttribute("part") Listed.Part part) {
    int most = part.most();
    List<String> after = part.after("looks", 2);
    return ResponseEntity.ok(LooksPage.listed(atMe(caller), after, most));
  }

  static LooksPage.Said said(RecordLook look) {
    return new LooksPage.Said(
        look.at().toString(), Words.role(look.role()), words(look.purpose()), look.reference());
  }

  private List<RecordLook> atMe(Caller caller) {
    return access.admitted(caller, Action.OWN_LOOKS, () -> looks.atMe(caller));
  }

  static LooksPage.Row row(RecordLook look, ZoneId zone) {
    String reference = look.reference();
    return new LooksPage.Row(
        Formats.moment(look.at(), zone),
        Words.role(look.role()),
        words(look.purpose()),
        reference == null ? "none" : reference);
  }

  private static String words(@Nullable Purpose purpose) {
    return purpose == null ? "as your manager" : purpose.words();
  }
}
