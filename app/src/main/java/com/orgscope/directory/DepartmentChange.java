package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;

/**
 * That somebody was put into another department.
 *
 * @param day the first one there
 */
public record DepartmentChange(PersonKey person, LocalDate day) {}
