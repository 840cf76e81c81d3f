/** The lake on real Iceberg tables, real Parquet, real DuckDB and real PostgreSQL. */
@NullMarked
package com.orgscope.lake;

import org.jspecify.annotations.NullMarked;
