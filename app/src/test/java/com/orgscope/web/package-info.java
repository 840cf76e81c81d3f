/** Pages over real HTTP, for every role. */
@NullMarked
package com.orgscope.web;

import org.jspecify.annotations.NullMarked;
