package com.orgscope.category.trial;

import java.util.Optional;

/**
 * Who asks in a night.
 *
 * @param inForce whose answers hold
 * @param trial what is tried beside it
 */
public record Plan(Version inForce, Optional<Trial> trial) {}
