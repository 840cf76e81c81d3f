/**
 * How somebody proves who they are: sessions, the company's identity provider, tokens of programs.
 *
 * <p>What a role may do is {@code access}'s; here is decided who has which, and until when.
 */
@ApplicationModule(
    displayName = "Sign-in",
    allowedDependencies = {"kernel", "state", "directory", "audit", "access"})
@NullMarked
package com.orgscope.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
