package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.util.List;

/** Who was given an application, as one provider has it: the plug-in. */
public interface SeatList {
  Source source();

  /**
   * Everybody who has it now, each account once.
   *
   * @param application as IT writes it: an id, or what the provider's console calls it
   * @throws Failure for the operator, if there is no such application or the credentials lack a
   *     right, saying which; of kind RETRY, if the list could not be read to its end
   */
  List<SeatHolder> of(ProviderClient providerClient, String application);
}
