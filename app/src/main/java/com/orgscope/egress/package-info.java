/**
 * What leaves for somebody outside: every byte that a model, a receiver of the audit log or a
 * collector is sent is written down before it is sent, and can be searched.
 */
@ApplicationModule(
    displayName = "Egress",
    allowedDependencies = {"kernel", "state"})
@NullMarked
package com.orgscope.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
