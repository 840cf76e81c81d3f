package com.orgscope.category;

import com.orgscope.directory.TestDirectory;

/** The lists of kinds of work of the tenants of a directory. */
public final class TestTaxonomies {
  private TestTaxonomies() {}

  public static Taxonomies of(TestDirectory directory) {
    return new Taxonomies(directory.tenants(), directory.vocabulary());
  }
}
