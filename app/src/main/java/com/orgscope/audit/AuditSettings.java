package com.orgscope.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the ends of audit logs are written down outside the database.
 *
 * @param sealFolder a path from the root, best on another machine's disk that is only added to; the
 *     folder {@code seals} of the home where none is named
 */
@ConfigurationProperties("orgscope.audit")
record AuditSettings(@Nullable Path sealFolder) {
  AuditSettings {
    if (sealFolder != null && !sealFolder.isAbsolute()) {
      throw new IllegalArgumentException(
          "orgscope.audit.seal-folder: a path from the root is needed, not " + sealFolder);
    }
  }
}
