/** Files, folders and standard input, unpacked from gzip and Zstandard while they are read. */
@NullMarked
package com.orgscope.ingest.file;

import org.jspecify.annotations.NullMarked;
