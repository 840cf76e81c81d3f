package com.orgscope.category;

import com.orgscope.category.Judgment.Status;
import java.time.LocalDate;

/**
 * What a night needs to know of the answer that holds for somebody.
 *
 * @param asOf the day of the night that gave it
 */
public record LastAnswer(LocalDate asOf, Status status) {}
