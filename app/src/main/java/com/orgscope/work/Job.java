package com.orgscope.work;

import com.orgscope.kernel.TenantId;
import java.util.UUID;

/** A durable piece of work. Its tenant, kind and name identify it: asked for again, it goes on. */
public record Job(UUID id, TenantId tenant, String kind, String name) {}
