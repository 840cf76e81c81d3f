package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.util.List;

/** Who was given an application, as one provider has it: the plug-in. */
public interface SeatList {
  Source source();

  /** What the provider calls the right to read it. */
  String right();

  /**
   * Asks one small question, to see that the connection's settings open it.
   *
   * @throws Failure for the operator, saying which right is lacking; of kind RETRY, if it could not
   *     be asked
   */
  void check(ProviderClient providerClient);

  /**
   * The one id by which the provider knows an application, however IT writes it.
   *
   * @param application an id, or what the provider's console calls it
   * @throws Failure for the operator, if there is no such application or more than one, or the
   *     credentials lack a right, saying which; of kind RETRY, if it could not be asked
   */
  String id(ProviderClient providerClient, String application);

  /**
   * Everybody who has it now, each account once.
   *
   * @param id of the application
   * @throws Failure for the operator, if there is no such application or the credentials lack a
   *     right, saying which; of kind RETRY, if the list could not be read to its end
   */
  List<SeatHolder> of(ProviderClient providerClient, String id);
}
