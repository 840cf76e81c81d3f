package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineCategoryTest {
  @Test
  void hardly_any_of_somebodys_use_is_not_their_headline() {
    assertThat(assignment(0.04, null).headline()).isEqualTo("Sales");
    assertThat(assignment(0.05, null).headline()).isEqualTo("Management");
  }

  @Test
  void what_a_person_said_stands() {
    assertThat(
            assignment(0.01, new Assignment.Override("Management", "boss", null, Instant.EPOCH))
                .headline())
        .isEqualTo("Management");
  }

  private static Assignment assignment(double share, Assignment.@Nullable Override override) {
    Judgment judgment =
        new Judgment(
            Status.DECIDED,
            "Management",
            null,
            0.9,
            List.of(
                new RoleShare("Management", 0.9, share), new RoleShare("Sales", 0.6, 1 - share)),
            "",
            List.of(),
            List.of(),
            new Origin("local", null, null));
    return new Assignment(
        new PersonKey(new UUID(1, 2)),
        "run-1",
        LocalDate.of(2026, 11, 21),
        judgment,
        override,
        false);
  }
}
