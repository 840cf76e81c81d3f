package com.orgscope.demo;

import java.time.LocalDate;

/**
 * An application that somebody came to use within the window.
 *
 * @param product its place in the company's list
 * @param since the first day of it
 */
record Adoption(int product, LocalDate since, double timesAWeek) {}
