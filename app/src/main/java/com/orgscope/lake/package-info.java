/**
 * The open tables: {@code sso_events} and {@code app_usage_daily} in Apache Iceberg.
 *
 * <p>Rows are written as Parquet by DuckDB and committed by Iceberg; questions are named SQL files
 * and carry a {@code Scope}, so that no question opens another tenant's files.
 *
 * <p>Start at {@link com.orgscope.lake.Lake}; {@code TableShape} has the columns.
 */
@ApplicationModule(
    displayName = "Lake",
    allowedDependencies = {"kernel", "state"})
@NullMarked
package com.orgscope.lake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
