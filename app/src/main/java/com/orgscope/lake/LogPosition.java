package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The name of something that is kept with the events and moves with them.
 *
 * @param tenant whose it is; null for a writer's of many tenants
 */
public record LogPosition(@Nullable TenantId tenant, String name) {}
