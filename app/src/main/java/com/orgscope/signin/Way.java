package com.orgscope.signin;

/** How somebody got in. */
public enum Way {
  /** By a door of a made-up company. */
  DEMO,
  /** By the one-time link of whoever runs the installation. */
  LINK,
  /** By the company's own identity provider. */
  PROVIDER
}
