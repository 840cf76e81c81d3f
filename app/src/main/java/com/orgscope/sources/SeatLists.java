package com.orgscope.sources;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Who was given an application, asked of the sources that a tenant connected. */
@Component
public final class SeatLists {
  private final List<SeatList> lists;
  private final Connections connections;
  private final StreamPolls.Asking asking;
  private final Access access;

  SeatLists(
      List<SeatList> lists, Connections connections, StreamPolls.Asking asking, Access access) {
    this.lists = List.copyOf(lists);
    this.connections = connections;
    this.asking = asking;
    this.access = access;
  }

  /**
   * The one id by which a source knows an application.
   *
   * @param application an id, or what the provider's console calls it
   * @throws Failure for the operator, if the source is not connected, has no such application or
   *     more than one; of kind RETRY, if it could not be asked
   */
  public String id(Caller caller, Source source, String application) {
    return asked(caller, source, (list, client) -> list.id(client, application));
  }

  /**
   * Everybody who has the application now, each account once.
   *
   * @param id of the application
   * @throws Failure for the operator, if the source is not connected, has no such application or
   *     lets its credentials not read it; of kind RETRY, if the list was not read to its end
   */
  public List<SeatHolder> of(Caller caller, Source source, String id) {
    return asked(caller, source, (list, client) -> list.of(client, id));
  }

  private <T> T asked(
      Caller caller, Source source, BiFunction<SeatList, ProviderClient, T> question) {
    access.require(caller, Action.RUN_WORK, "who has what of " + source);
    Connection connection = connections.of(caller.tenant(), source);
    SeatList list =
        lists.stream()
            .filter(one -> one.source() == source)
            .findFirst()
            .orElseThrow(() -> Failure.operator("source " + source + " has no applications"));
    try {
      return question.apply(
          list, new ProviderClient(connection, asking.means(new CountDownLatch(1))));
    } catch (ProviderPause e) {
      throw Failure.retry(
          "%s wants no question before %s"
              .formatted(source.name().toLowerCase(Locale.ROOT), e.until()),
          e);
    }
  }
}
