package com.orgscope.access;

import com.orgscope.kernel.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's look at a person's record, as the person reads it: not who looked, but in which role
 * and why.
 *
 * @param purpose null of a manager, who sees who reports to them
 * @param reference null of a manager and of a command that was told no purpose
 */
public record RecordLook(
    Instant at, Role role, @Nullable Purpose purpose, @Nullable String reference) {}
