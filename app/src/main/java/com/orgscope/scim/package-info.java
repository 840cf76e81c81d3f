/**
 * SCIM 2.0 (RFC 7643, 7644): an identity provider writes people and their managers.
 *
 * <p>Its accounts rest sealed, as it wrote them; what they say goes into the directory by the rules
 * of an import.
 */
@ApplicationModule(
    displayName = "SCIM",
    allowedDependencies = {"kernel", "state", "directory", "audit", "access", "privacy"})
@NullMarked
package com.orgscope.scim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
