package com.orgscope.privacy;

import com.orgscope.kernel.PersonKey;
import com.orgscope.work.Requests;
import org.springframework.stereotype.Component;

/** What somebody asked for on a page, and what was asked about them. */
@Component
final class EraseRequests implements ErasureHandler {
  private final Requests requests;

  EraseRequests(Requests requests) {
    this.requests = requests;
  }

  @Override
  public String place() {
    return "requests";
  }

  @Override
  public long erase(Erased erased) {
    return requests.forget(erased.tenant(), erased.keys().stream().map(PersonKey::value).toList());
  }
}
