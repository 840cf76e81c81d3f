package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The five doors of the demo.
 *
 * @param open false outside demo mode or from elsewhere than this machine
 * @param refused why the last try failed
 */
public record SignInPage(boolean open, @Nullable String refused, List<Company> companies) {

  public SignInPage {
    companies = List.copyOf(companies);
  }

  /** One tenant and the people one can be there. */
  public record Company(String name, List<Door> doors) {
    public Company {
      doors = List.copyOf(doors);
    }
  }

  /** One role one can sign in as. */
  public record Door(String principal, String role, String sees) {}
}
