package com.orgscope;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * What {@code serve} and {@code demo} start: every room, the pages and Spring Boot's web server.
 * The pool belongs to room {@code state} and the users to room {@code access}, so Boot makes
 * neither.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {DataSourceAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ComponentScan("com.orgscope.web")
@Import(Orgscope.class)
public class OrgscopeServer {}
