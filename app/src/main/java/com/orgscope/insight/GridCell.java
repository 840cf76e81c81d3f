package com.orgscope.insight;

/** One cell of the grid a release is drawn on: a department's people of one category. */
record GridCell(String department, String category) {}
