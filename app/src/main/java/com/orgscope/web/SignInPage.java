package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways in: by the company's identity provider, and the doors of the demo.
 *
 * @param company the one that has an identity provider; null if there is none or several
 * @param several whether one says of which company one is
 * @param open false outside demo mode or from elsewhere than this machine
 * @param nobody whether there is no company at all
 * @param refused why the last try failed
 */
public record SignInPage(
    @Nullable Provider company,
    boolean several,
    boolean open,
    boolean nobody,
    @Nullable String refused,
    List<Company> companies) {

  public SignInPage {
    companies = List.copyOf(companies);
  }

  /** A company that one signs in at. */
  public record Provider(String tenant, String name) {}

  /** One tenant and the people one can be there. */
  public record Company(String name, List<Door> doors) {
    public Company {
      doors = List.copyOf(doors);
    }
  }

  /** One role one can sign in as. */
  public record Door(String principal, String role, String sees) {}
}
