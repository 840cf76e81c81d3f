package com.orgscope.lake;

/** Makes a value of one row of an answer. */
@FunctionalInterface
public interface RowReader<T> {
  T read(Row row);
}
