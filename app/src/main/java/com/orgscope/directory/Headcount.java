package com.orgscope.directory;

/**
 * How many people a directory has, and what it does not say of them.
 *
 * @param people all of the caller's rows, those who left too
 * @param departments different ones that they are in
 * @param withoutManager nobody is above them; at a company's top that is right
 */
public record Headcount(int people, int departments, int withoutDepartment, int withoutManager) {}
