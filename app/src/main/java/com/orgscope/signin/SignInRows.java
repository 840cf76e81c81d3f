package com.orgscope.signin;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** As whom this room's rows are read and written, and how their times are. */
final class SignInRows {
  private SignInRows() {}

  static Caller system(TenantId tenant) {
    return Caller.system(tenant, "sign-in");
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
