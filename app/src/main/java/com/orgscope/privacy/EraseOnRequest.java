package com.orgscope.privacy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.work.RequestHandler;
import org.springframework.stereotype.Component;

/** Begins to forget somebody whom a page was asked to. */
@Component
final class EraseOnRequest implements RequestHandler {
  private final Erasures erasures;

  EraseOnRequest(Erasures erasures) {
    this.erasures = erasures;
  }

  @Override
  public String kind() {
    return ErasureRequests.KIND;
  }

  @Override
  public String run(Caller asker, String arguments) {
    PersonKey person = PersonKey.parse(arguments);
    var unused =
        person.equals(asker.person())
            ? erasures.requestOwn(asker, person)
            : erasures.request(asker, person);
    return "The erasure has begun. Nothing more is kept; rows go within minutes, the bytes in the"
        + " lake's files within a day.";
  }
}
