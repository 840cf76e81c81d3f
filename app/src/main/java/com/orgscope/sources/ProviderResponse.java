package com.orgscope.sources;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What a provider said, whole: status, headers, and the body unpacked. */
public record ProviderResponse(int status, HttpHeaders headers, byte[] body) {
  public Optional<String> header(String name) {
    return headers.firstValue(name).map(String::strip);
  }

  /** Every line of a header that may come more than once. */
  public List<String> lines(String name) {
    return headers.allValues(name);
  }

  public boolean isDone() {
    return status == 200;
  }

  /** The provider is asked too often, by whatever name it calls that. */
  public boolean isOverLimit() {
    return status == 429;
  }

  public boolean isServerError() {
    return status >= 500;
  }
}
