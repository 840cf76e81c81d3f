package com.orgscope.category;

import com.orgscope.state.Database;
import java.time.InstantSource;

/** What models were asked, on a test's own database. */
public final class TestConsultations {
  private TestConsultations() {}

  public static Consultations on(Database database, InstantSource clock) {
    return new Consultations(new ConsultationStore(database, clock));
  }
}
