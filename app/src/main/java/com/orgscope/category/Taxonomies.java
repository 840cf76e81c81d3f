package com.orgscope.category;

import com.orgscope.directory.Directory;
import com.orgscope.kernel.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Each tenant's allow-list: its industry's categories under the tenant's own names. */
@Component
public class Taxonomies {
  private final Directory directory;

  Taxonomies(Directory directory) {
    this.directory = directory;
  }

  public Taxonomy of(Caller caller) {
    Map<String, String> meanings = new LinkedHashMap<>();
    directory.vocabulary(caller).forEach((category, own) -> meanings.put(own, category));
    return Taxonomy.of(directory.tenant(caller.tenant()).industry(), meanings);
  }
}
