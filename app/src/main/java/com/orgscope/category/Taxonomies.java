package com.orgscope.category;

import com.orgscope.directory.Directory;
import com.orgscope.kernel.Caller;
import org.springframework.stereotype.Component;

/** Each tenant's allow-list: its industry's categories under the tenant's own names. */
@Component
public class Taxonomies {
  private final Directory directory;

  Taxonomies(Directory directory) {
    this.directory = directory;
  }

  public Taxonomy of(Caller caller) {
    return Taxonomy.of(directory.tenant(caller.tenant()).industry(), directory.vocabulary(caller));
  }
}
