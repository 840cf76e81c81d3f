/**
 * PostgreSQL: started by Orgscope or lent by the operator, its pools, its migrations.
 *
 * <p>Every statement runs inside {@code inTransactionAs(Caller)}, which sets what row-level
 * security reads. The application's role can neither own a table nor bypass a policy.
 */
@ApplicationModule(
    displayName = "State",
    allowedDependencies = {"kernel"})
@NullMarked
package com.orgscope.state;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
