package com.orgscope.signin;

import com.orgscope.kernel.Role;

/**
 * A role that a group gives.
 *
 * @param group its name or its id, exactly as tokens have it
 */
public record GroupRole(String group, Role role) {}
