/** Orgscope: from sign-in logs to where a company's time and money go, without showing a person. */
@NullMarked
package com.orgscope;

import org.jspecify.annotations.NullMarked;
