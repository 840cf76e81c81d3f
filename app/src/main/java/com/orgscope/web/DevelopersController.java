package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows the API: as a page to whoever is signed in, and as its document to anybody. */
@Controller
@RunsIn(Part.WEB)
final class DevelopersController {
  private final ApiDocument document;
  private final McpAddresses addresses;
  private final Chromes chromes;

  DevelopersController(ApiDocument document, McpAddresses addresses, Chromes chromes) {
    this.document = document;
    this.addresses = addresses;
    this.chromes = chromes;
  }

  @GetMapping("/developers")
  ModelAndView page(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    List<DevelopersPage.Group> groups = document.groups(addresses.origin(request));
    List<Chrome.Jump> jumps =
        groups.stream().map(one -> new Chrome.Jump(one.name(), "#" + one.id())).toList();
    return new ModelAndView(
        "developers",
        Map.of(
            "chrome",
            chromes.of("For programs", caller, request, jumps),
            "page",
            new DevelopersPage(groups)));
  }

  /** It tells what there is and of nobody anything. */
  @GetMapping({"/api/v1/openapi.json", "/openapi.json"})
  ResponseEntity<byte[]> document() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document.bytes());
  }
}
