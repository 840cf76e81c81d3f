package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.nightly.PeopleFiles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
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

/** Files of people: sent, looked at, and then read by a worker, for IT/Security. */
@Controller
@RunsIn(Part.WEB)
final class PeopleController {
  private static final int SHOWN = 3;
  private static final String SENT = "As it was answered when the file was sent";
  private static final String EXAMPLE = "01914b6e-0000-8000-8000-000000000001";

  private final PageAccess access;
  private final PeopleFiles files;
  private final Typed typed;
  private final Chromes chromes;

  PeopleController(PageAccess access, PeopleFiles files, Typed typed, Chromes chromes) {
    this.access = access;
    this.files = files;
    this.typed = typed;
    this.chromes = chromes;
  }

  @GetMapping("/people")
  ModelAndView people(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    access.admit(caller, Action.CHANGE_DIRECTORY, "files of people");
    PeoplePage page =
        PeoplePage.of(
            typed.line("people import --tenant %s --dry-run people.csv".formatted(caller.tenant())),
            files.newest(caller, SHOWN),
            files.asked(caller, SHOWN),
            SHOWN_LINES);
    return new ModelAndView(
        "people",
        Map.of(
            "chrome",
            chromes.of("Read people from a file", caller, request, List.of()),
            "page",
            page));
  }

  private static final int SHOWN_LINES = 50;

  @PostMapping("/people/apply")
  String apply(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "") String file,
      @RequestParam(defaultValue = "") String digest) {
    var unused =
        access.admitted(
            caller, Action.CHANGE_DIRECTORY, () -> files.apply(caller, id(file), digest));
    return "redirect:/people";
  }

  private static UUID id(String file) {
    try {
      return UUID.fromString(file);
    } catch (IllegalArgumentException e) {
      throw Failure.operator("there is no such file of people");
    }
  }

  /** The file itself is the body, whatever its type is said to be. */
  @Operation(
      tags = "Work",
      summary = "Sends a file of people, which changes nothing yet",
      description =
          "The HR system's CSV is the body, 32 MB at most; with an Idempotency-Key 64 KB. The answer's file says where to ask what it would do, and Location how the look at it ended.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "text/csv",
                      schema = @Schema(implementation = String.class))))
  @Admits(Action.CHANGE_DIRECTORY)
  @PostMapping("/api/people")
  ResponseEntity<PeoplePage.Accepted> send(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return accepted(
        request,
        access.admitted(caller, Action.CHANGE_DIRECTORY, () -> files.send(caller, body(request))));
  }

  /** No more than may be sent, and one byte. */
  private static byte[] body(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(PeopleFiles.MOST_BYTES + 1);
    } catch (IOException e) {
      throw Failure.operator("the file did not arrive whole: send it again", e);
    }
  }

  @Operation(
      tags = "Work",
      summary = "What a file of people would do",
      description =
          "How many join, leave, change and stay as they are, each refused row with its line and why, and the digest by which just that is done. Its preview is null until a worker has looked.")
  @Admits(Action.CHANGE_DIRECTORY)
  @GetMapping("/api/people/{file}")
  ResponseEntity<PeoplePage.Document> preview(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = SENT, example = EXAMPLE) @PathVariable UUID file) {
    return access
        .admitted(caller, Action.CHANGE_DIRECTORY, () -> files.find(caller, file))
        .map(sent -> ResponseEntity.ok(PeoplePage.Document.of(sent)))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /**
   * What is asked of the API.
   *
   * @param digest of the preview that is to be done
   */
  record Apply(
      @Schema(description = "That of the preview", example = "0123456789abcdef")
          @Nullable String digest) {}

  @Operation(
      tags = "Work",
      summary = "Has done just what a file of people would do",
      description =
          "All of the preview or nothing, by its digest. Location says where to ask how it ended.")
  @Admits(Action.CHANGE_DIRECTORY)
  @PostMapping(path = "/api/people/{file}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PeoplePage.Accepted> apply(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = SENT, example = EXAMPLE) @PathVariable UUID file,
      @RequestBody Apply asked,
      HttpServletRequest request) {
    return accepted(
        request,
        access.admitted(
            caller,
            Action.CHANGE_DIRECTORY,
            () -> files.apply(caller, file, String.valueOf(asked.digest()))));
  }

  private static ResponseEntity<PeoplePage.Accepted> accepted(
      HttpServletRequest request, PeopleFiles.Asked asked) {
    return VersionedApi.accepted(
        request, "requests/" + asked.request().id(), PeoplePage.Accepted.of(asked));
  }
}
