package com.orgscope.state;

import java.time.Instant;

/**
 * That this process said something, as the database verifies it by {@code state.signed}.
 *
 * @param key of this process, by its id
 * @param mac HMAC-SHA-256 over what was said, in hexadecimal
 * @param at the database's time, in whole milliseconds
 */
public record ProcessSignature(String key, String mac, Instant at) {}
