package com.orgscope.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the pages are served.
 *
 * @param demo whether the five demo roles may be taken, without a password, from this machine only
 */
@ConfigurationProperties("orgscope.web")
public record WebSettings(@DefaultValue("false") boolean demo) {}
