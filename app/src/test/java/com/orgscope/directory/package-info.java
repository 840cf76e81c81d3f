/** Imports, pseudonyms and keys, on a real database. */
@NullMarked
package com.orgscope.directory;

import org.jspecify.annotations.NullMarked;
