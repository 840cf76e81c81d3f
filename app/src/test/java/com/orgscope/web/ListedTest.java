package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.Purpose;
import com.orgscope.access.RecordLook;
import com.orgscope.kernel.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of lists, and the places at which they end. */
class ListedTest {
  private static final Instant AT = Instant.parse("2026-11-22T06:00:00.123456Z");

  private static RecordLook look(Instant at, String reference) {
    return new RecordLook(at, Role.IT_SECURITY, Purpose.ACCESS_REVIEW, reference);
  }

  /** A moment may have several, and new ones come before all that was shown. */
  @Test
  void looks_of_one_moment_come_once_each_while_others_come_in() {
    List<RecordLook> all = new ArrayList<>();
    for (int i = 5; i > 0; i--) {
      all.add(look(AT, "A " + i));
    }
    all.add(look(AT.minusNanos(1_000), "A 0"));
    List<String> references = new ArrayList<>();
    @Nullable List<String> after = null;
    boolean more = true;
    while (more) {
      Listed<LooksPage.Said> part = LooksPage.listed(all, after, 2);
      part.items().forEach(one -> references.add(String.valueOf(one.reference())));
      more = part.next() != null;
      after = new Listed.Part(null, part.next()).after("looks", 2);
      all.addFirst(look(AT.plusSeconds(all.size()), "later"));
    }
    assertThat(references).containsExactly("A 5", "A 4", "A 3", "A 2", "A 1", "A 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzz", "!", "bG9va3MvMQ", "bG9va3MvMS8yLzM"})
  void what_is_no_cursor_of_a_list_is_refused(String cursor) {
    assertThatThrownBy(() -> new Listed.Part(null, cursor).after("looks", 2))
        .isInstanceOf(UnreadableRequest.class)
        .hasMessageContaining("leave it out to begin anew");
  }

  @Test
  void a_limit_is_from_1_to_200_and_50_by_itself() {
    assertThat(new Listed.Part(null, null).most()).isEqualTo(50);
    assertThat(new Listed.Part(200, null).most()).isEqualTo(200);
    for (int wrong : List.of(-1, 0, 201)) {
      assertThatThrownBy(() -> new Listed.Part(wrong, null).most())
          .isInstanceOf(UnreadableRequest.class);
    }
  }
}
