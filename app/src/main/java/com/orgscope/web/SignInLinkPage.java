package com.orgscope.web;

/**
 * Asks whether somebody wants in by a link that is good.
 *
 * @param code as it stands in the link
 */
public record SignInLinkPage(String tenant, String company, String code) {}
