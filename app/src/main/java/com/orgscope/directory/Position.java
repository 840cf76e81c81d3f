package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a person was from a day until their next position. */
record Position(
    LocalDate validFrom,
    @Nullable String title,
    @Nullable String department,
    @Nullable String division,
    @Nullable PersonKey manager) {}
