package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.export.PersonalExport;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Gives people all that is held about them. */
@Controller
@RunsIn(Part.WEB)
final class ExportController {
  private final PageAccess access;
  private final PersonalExport export;

  ExportController(PageAccess access, PersonalExport export) {
    this.access = access;
    this.export = export;
  }

  /** Nothing goes out before it is written down that it does, and before it is whole. */
  @Operation(
      tags = "Myself",
      summary = "All that is held about whoever asks",
      description =
          "A zip of JSON and CSV files. It is written in the audit log before a byte goes out.",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = "application/zip",
                      schema = @Schema(type = "string", contentMediaType = "application/zip"))))
  @Admits(Action.EXPORT_ONESELF)
  @GetMapping("/api/me/export")
  void export(@AuthenticationPrincipal Caller caller, HttpServletResponse response)
      throws IOException {
    PersonalExport.Granted granted =
        access.admitted(caller, Action.EXPORT_ONESELF, () -> export.of(caller));
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"held-about-you.zip\"");
    granted.writeTo(response.getOutputStream());
  }
}
