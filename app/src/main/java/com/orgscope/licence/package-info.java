/**
 * What a company pays for by the seat, and which seats nobody uses.
 *
 * <p>A seat is idle only where sign-ins can show use: whoever works in a client that stays signed
 * in for months is told as unknown, never as idle.
 */
@ApplicationModule(
    displayName = "Licences",
    allowedDependencies = {
      "kernel",
      "state",
      "directory",
      "lake",
      "access",
      "privacy",
      "usage",
      "sources",
      "table"
    })
@NullMarked
package com.orgscope.licence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
