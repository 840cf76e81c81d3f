package com.orgscope.insight;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where releases are written down outside the database.
 *
 * @param folder where the journal of releases is, a path from the root, best on another volume than
 *     the database; the folder {@code journal} of the home where none is named
 */
@ConfigurationProperties("orgscope.insight.journal")
record JournalSettings(@Nullable Path folder) {
  JournalSettings {
    if (folder != null && !folder.isAbsolute()) {
      throw new IllegalArgumentException(
          "orgscope.insight.journal.folder: a path from the root is needed, not " + folder);
    }
  }
}
