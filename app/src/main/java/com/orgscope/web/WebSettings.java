package com.orgscope.web;

import com.orgscope.kernel.Failure;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the pages are served.
 *
 * @param demo whether the roles of made-up companies may be taken, without a password, from this
 *     machine only
 * @param publicUrl where people find the pages, such as {@code https://orgscope.example.com}, if
 *     something in front of this process speaks for it
 * @param metricsToken what a collector of metrics shows as its bearer; without one there are none
 * @param requestTimeout a request has come in whole after this time, or is cut
 * @param maxSessions at once of one company; one more ends the one used least lately
 * @param maxSessionsPerUser at once of one user; one more ends the one used least lately
 * @param sources the folder {@code app/src/main} of a checkout, to read templates, styles and
 *     scripts from at each request, for whoever works on them; without one, those that were built
 */
@Validated
@ConfigurationProperties("orgscope.web")
record WebSettings(
    @DefaultValue("false") boolean demo,
    @Nullable URI publicUrl,
    @Nullable String metricsToken,
    @DefaultValue("15s") @NotNull Duration requestTimeout,
    @DefaultValue("5000") @Min(1) @Max(1_000_000) int maxSessions,
    @DefaultValue("5") @Min(1) @Max(1_000) int maxSessionsPerUser,
    @Nullable Path sources) {
  private static final int TOKEN_CHARACTERS = 20;

  public WebSettings {
    publicUrl = publicUrl == null || publicUrl.toString().isBlank() ? null : checked(publicUrl);
    metricsToken = metricsToken == null || metricsToken.isBlank() ? null : metricsToken.strip();
    if (metricsToken != null && metricsToken.length() < TOKEN_CHARACTERS) {
      throw Failure.operator(
          "orgscope.web.metrics-token has fewer than " + TOKEN_CHARACTERS + " characters");
    }
  }

  private static URI checked(URI url) {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    String path = url.getRawPath();
    if (!web
        || url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null
        || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw Failure.operator(
          "orgscope.web.public-url must be a scheme and a host, such as"
              + " https://orgscope.example.com, not '"
              + url
              + "'");
    }
    return url;
  }

  /** Whether browsers speak TLS to whatever is in front of this process. */
  boolean behindTls() {
    URI url = publicUrl;
    return url != null && "https".equals(url.getScheme());
  }
}
