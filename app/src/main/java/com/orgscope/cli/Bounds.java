package com.orgscope.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * From where to where an option's number goes. It is refused outside, and help says so: both read
 * it here, and whoever takes the number has it from where this one comes from.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Bounds {
  int least() default 1;

  int most();
}
