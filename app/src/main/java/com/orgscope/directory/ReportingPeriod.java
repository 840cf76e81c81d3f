package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;

/**
 * That a person is a manager's direct report, on the days from {@code from} to the one before
 * {@code until}; {@link KeyPeriod#END} where no end is known.
 */
public record ReportingPeriod(
    PersonKey person, PersonKey manager, LocalDate from, LocalDate until) {}
