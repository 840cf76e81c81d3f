package com.orgscope.egress;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.util.List;

/** For tests of whoever sends. */
public final class TestEgress {
  private static final int MANY = 10_000;

  private TestEgress() {}

  public static Egress on(Database database) {
    return new Egress(new SentStore(database));
  }

  /** What a tenant sent by a channel, in order. */
  public static List<byte[]> bodies(Database database, TenantId tenant, Channel channel) {
    return new SentStore(database)
            .page(
                Caller.system(tenant, "test"),
                new SentQuery(null, null, channel, "", null, 1),
                null,
                MANY)
            .reversed()
            .stream()
            .map(Sent::body)
            .toList();
  }
}
