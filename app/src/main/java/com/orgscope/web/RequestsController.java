package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.insight.PublicationRequests;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.privacy.ErasureRequests;
import com.orgscope.work.Requests;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What pages ask a worker for, since their own login cannot do it: to erase and to publish. */
@Controller
@RunsIn(Part.WEB)
final class RequestsController {
  /** What somebody types who means it. */
  static final String ERASE_ME = "erase me";

  private static final int SHOWN = 5;

  private final PageAccess access;
  private final ErasureRequests erasures;
  private final PublicationRequests publications;
  private final Requests requests;
  private final People people;
  private final Chromes chromes;

  RequestsController(
      PageAccess access,
      ErasureRequests erasures,
      PublicationRequests publications,
      Requests requests,
      People people,
      Chromes chromes) {
    this.access = access;
    this.erasures = erasures;
    this.publications = publications;
    this.requests = requests;
    this.people = people;
    this.chromes = chromes;
  }

  @GetMapping("/erasure")
  ModelAndView erasure(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.ERASE_ONESELF, "the page that asks whether they mean it");
    List<RequestPage.Row> rows =
        erasures.newest(caller, SHOWN).stream().map(RequestPage.Row::of).toList();
    return new ModelAndView(
        "erasure",
        Map.of(
            "chrome",
            chromes.of("Erase what is kept of you", caller, request, List.of()),
            "page",
            new RequestPage(ERASE_ME, rows)));
  }

  @PostMapping("/erasure")
  String erase(
      @AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "") String confirm) {
    if (!confirm.strip().equalsIgnoreCase(ERASE_ME)) {
      return "redirect:/erasure";
    }
    var unused =
        access.admitted(caller, Action.ERASE_ONESELF, () -> erasures.askForOneself(caller));
    return "redirect:/erasure";
  }

  /**
   * What is asked of the API.
   *
   * @param login whom IT/Security wants erased; left out by whoever means themselves
   * @param confirm the words {@code erase me}, of whoever means themselves
   */
  record Erase(
      @Schema(description = "Who is erased, by IT/Security", example = "somebody@example.com")
          @Nullable String login,
      @Schema(description = "The words erase me, of whoever means themselves")
          @Nullable String confirm) {}

  @Operation(
      tags = "Work",
      summary = "Asks for an erasure",
      description =
          "IT/Security names a login; anybody else means themselves and says so. Location says where to ask how it ended.")
  @Admits({Action.CHANGE_DIRECTORY, Action.ERASE_ONESELF})
  @PostMapping(path = "/api/erasures", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<RequestPage.Document> erase(
      @AuthenticationPrincipal Caller caller,
      @RequestBody Erase asked,
      HttpServletRequest request) {
    String login = asked.login();
    if (login != null) {
      return VersionedApi.accepted(
          request,
          access.admitted(
              caller,
              Action.CHANGE_DIRECTORY,
              () -> erasures.askFor(caller, named(caller, login).key())));
    }
    if (!ERASE_ME.equalsIgnoreCase(String.valueOf(asked.confirm()).strip())) {
      throw Failure.operator("to be erased, send {\"confirm\": \"" + ERASE_ME + "\"}");
    }
    return VersionedApi.accepted(
        request,
        access.admitted(caller, Action.ERASE_ONESELF, () -> erasures.askForOneself(caller)));
  }

  private Person named(Caller caller, String login) {
    return people
        .byLogin(caller, login.strip())
        .orElseThrow(() -> Failure.operator("nobody of the company has or had this login"));
  }

  @PostMapping("/candidate/publish")
  String publish(@AuthenticationPrincipal Caller caller) {
    var unused = access.admitted(caller, Action.RUN_WORK, () -> publications.ask(caller));
    return "redirect:/candidate";
  }

  @Operation(
      tags = "Work",
      summary = "Has what the newest night found published",
      description = "Location says where to ask how it ended.")
  @Admits(Action.RUN_WORK)
  @PostMapping("/api/releases")
  ResponseEntity<RequestPage.Document> release(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return VersionedApi.accepted(
        request, access.admitted(caller, Action.RUN_WORK, () -> publications.ask(caller)));
  }

  /** Of whoever asked, and of IT/Security. */
  @Operation(
      tags = "Work",
      summary = "How something ended that was asked for",
      description = "Of whoever asked for it, and for IT/Security. 404 for everybody else.")
  @Admits({})
  @GetMapping("/api/requests/{id}")
  ResponseEntity<RequestPage.Document> request(
      @AuthenticationPrincipal Caller caller,
      @Parameter(
              description = "As Location had it",
              example = "01914b6e-0000-8000-8000-000000000001")
          @PathVariable
          UUID id) {
    return requests
        .find(caller, id)
        .map(asked -> ResponseEntity.ok(RequestPage.Document.of(asked)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
