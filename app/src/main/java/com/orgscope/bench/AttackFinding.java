package com.orgscope.bench;

/**
 * Something that should not be.
 *
 * @param number of the request, which with the seed makes it again
 * @param what was asked as whom, and what is wrong with the answer
 */
record AttackFinding(long number, String what) {}
