package com.orgscope.licence;

import com.orgscope.kernel.AppId;
import com.orgscope.table.Table;
import java.util.Set;

/** Known applications that stay signed in for months, from {@code native-clients.txt}. */
final class NativeClients {
  private static final Set<String> NAMES =
      Set.copyOf(Table.lines(NativeClients.class, "native-clients.txt"));

  private NativeClients() {}

  static boolean has(AppId application) {
    return NAMES.contains(application.value());
  }
}
