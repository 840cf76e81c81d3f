/** What came of the mutants of the classes that hold a rule. */
@NullMarked
package com.orgscope.mutation;

import org.jspecify.annotations.NullMarked;
