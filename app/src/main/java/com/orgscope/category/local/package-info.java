/**
 * The model without a key: naive Bayes over what applications are for, in the process, explainable.
 *
 * <p>Nobody calls it by name: it is the base room's {@code Categorizer}.
 */
@NullMarked
package com.orgscope.category.local;

import org.jspecify.annotations.NullMarked;
