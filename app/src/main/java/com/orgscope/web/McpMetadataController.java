package com.orgscope.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.BearerTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Says to whoever has no token who gives one (RFC 9728), for the API and for assistants. */
@Controller
@RunsIn(Part.WEB)
final class McpMetadataController {
  private final McpAddresses addresses;
  private final BearerTokens tokens;

  McpMetadataController(McpAddresses addresses, BearerTokens tokens) {
    this.addresses = addresses;
    this.tokens = tokens;
  }

  /**
   * What is protected.
   *
   * @param servers that give tokens; null where there are several companies and none is named
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Metadata(
      String resource,
      @JsonProperty("authorization_servers") @Nullable List<String> servers,
      @JsonProperty("scopes_supported") List<String> scopes,
      @JsonProperty("bearer_methods_supported") List<String> ways,
      @JsonProperty("resource_name") String name) {}

  /** Of the API. */
  @GetMapping(McpAddresses.METADATA)
  ResponseEntity<Metadata> api(HttpServletRequest request) {
    return metadata(addresses.origin(request), null, Arrays.stream(ApiScope.values()));
  }

  @GetMapping(McpAddresses.METADATA + McpAddresses.PATH)
  ResponseEntity<Metadata> assistants(HttpServletRequest request) {
    return metadata(
        addresses.origin(request) + McpAddresses.PATH,
        null,
        Arrays.stream(Tool.values()).map(Tool::scope));
  }

  @GetMapping(McpAddresses.METADATA + McpAddresses.PATH + "/{company}")
  ResponseEntity<Metadata> assistants(HttpServletRequest request, @PathVariable String company) {
    return metadata(
        addresses.origin(request) + McpAddresses.PATH + "/" + company,
        company,
        Arrays.stream(Tool.values()).map(Tool::scope));
  }

  private ResponseEntity<Metadata> metadata(
      String resource, @Nullable String company, Stream<ApiScope> scopes) {
    return ResponseEntity.ok(
        new Metadata(
            resource,
            tokens.issuer(company).map(List::of).orElse(null),
            scopes.map(ApiScope::word).distinct().sorted().toList(),
            List.of("header"),
            "Orgscope"));
  }
}
