/**
 * Who works here: tenants, people, managers, consent, and the keys that hide their names.
 *
 * <p>Names and logins are encrypted under a key per tenant; everybody else sees a {@code
 * PersonKey}.
 */
@ApplicationModule(
    displayName = "Directory",
    allowedDependencies = {"kernel", "state", "table"})
@NullMarked
package com.orgscope.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
