package com.orgscope.eventlog;

import com.orgscope.kernel.TenantId;
import java.time.Instant;

/**
 * Some bytes that came at once: one event or many.
 *
 * @param source whose log they are from, in a word ({@code "okta"})
 * @param receivedAt when they came, which is not when their events happened
 * @param payload opaque to the log. They name people, so they are sealed under the tenant's key
 *     before they come here.
 */
public record Delivery(TenantId tenant, String source, Instant receivedAt, byte[] payload) {}
