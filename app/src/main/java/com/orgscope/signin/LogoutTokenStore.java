package com.orgscope.signin;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Logout tokens that were obeyed. */
@Component
final class LogoutTokenStore {
  private final Database database;

  LogoutTokenStore(Database database) {
    this.database = database;
  }

  /**
   * Whether it is the first time; of two at once one is.
   *
   * @param forgetBefore older ones are refused for their age
   */
  boolean first(TenantId tenant, byte[] token, Instant now, Instant forgetBefore) {
    return database.inTransactionAs(
        Caller.system(tenant, "sign-in"),
        sql -> {
          sql.sql("DELETE FROM signin.logout_token WHERE seen_at < ?")
              .param(forgetBefore.atOffset(ZoneOffset.UTC))
              .update();
          return sql.sql(
                      """
                      INSERT INTO signin.logout_token (tenant, token, seen_at)
                      VALUES ((SELECT state.claimed_tenant()), ?, ?) ON CONFLICT DO NOTHING
                      """)
                  .params(token, now.atOffset(ZoneOffset.UTC))
                  .update()
              > 0;
        });
  }
}
