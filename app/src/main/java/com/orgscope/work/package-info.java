/**
 * Durable work: leased shards with checkpoints that survive a kill at any instruction.
 *
 * <p>db-scheduler is beneath. It knows nothing of what the work is about.
 */
@ApplicationModule(
    displayName = "Work",
    allowedDependencies = {"kernel", "state"})
@NullMarked
package com.orgscope.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
