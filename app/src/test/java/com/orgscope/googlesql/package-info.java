/**
 * GoogleSQL for tests: the analyzer and the reference engine that BigQuery's dialect comes from.
 */
@NullMarked
package com.orgscope.googlesql;

import org.jspecify.annotations.NullMarked;
