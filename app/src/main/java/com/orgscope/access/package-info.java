/**
 * Who is calling and what that role may see.
 *
 * <p>A row policy is written once here and enforced in the database as well.
 */
@ApplicationModule(
    displayName = "Access",
    allowedDependencies = {"kernel", "state", "directory", "audit", "egress", "lake"})
@NullMarked
package com.orgscope.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
