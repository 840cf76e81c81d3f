package com.orgscope.category;

import com.orgscope.directory.TestDirectory;
import java.util.Map;

/** The lists of kinds of work of the tenants of a directory. */
public final class TestTaxonomies {
  private TestTaxonomies() {}

  public static Taxonomies of(TestDirectory directory) {
    return new Taxonomies(directory.tenants(), directory.vocabulary());
  }

  /** That of a company that calls categories by names of its own. */
  public static Taxonomy of(String industry, Map<String, String> names) {
    return CompanyWords.of(industry, names).taxonomy(industry);
  }

  /** That of a company of the industry with words of its own. */
  public static Taxonomy of(String industry, String words) {
    return CompanyWords.read(words).taxonomy(industry);
  }
}
