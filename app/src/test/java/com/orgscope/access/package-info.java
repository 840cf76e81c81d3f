/** Who may do what, and that the database agrees. */
@NullMarked
package com.orgscope.access;

import org.jspecify.annotations.NullMarked;
