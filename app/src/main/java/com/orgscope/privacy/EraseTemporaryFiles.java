package com.orgscope.privacy;

import org.springframework.stereotype.Component;

/** Files of the home from which nothing is read again: of caches, and of the web server. */
@Component
final class EraseTemporaryFiles implements ErasureHandler {
  private final SearchHome files;

  EraseTemporaryFiles(SearchHome files) {
    this.files = files;
  }

  @Override
  public String place() {
    return "temporary files";
  }

  @Override
  public long erase(Erased erased) {
    return files.deleteTemporary(erased.search());
  }
}
