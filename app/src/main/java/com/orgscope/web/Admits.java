package com.orgscope.web;

import com.orgscope.access.Action;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which actions let somebody to an operation of the API, any one of them; of none, each role may
 * ask and reads its own. The document of the API tells roles by it; the operation itself asks
 * {@link PageAccess}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Admits {
  Action[] value();
}
