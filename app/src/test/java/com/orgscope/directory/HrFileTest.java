package com.orgscope.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they should not be. */
class HrFileTest {
  private static final int ROUNDS = 3_000;
  private static final String GOOD =
      """
      employee_id;login;display_name;title;department;hire_date;manager
      1;ann@x.example;"Ash, Ann";"Engineer; Platform";Platform;2024-01-01;"Birch, Bo"
      2;bo@x.example;"Birch, Bo";"Head of ""Platform\"\"\";Platform;3/14/2020;
      3;cy@x.example;Cedar (3);Clerk;41000 Office;14-Mar-2020;Birch
      """;

  @Test
  void nothing_a_file_holds_makes_it_crash_and_every_row_ends_somewhere() {
    String alphabet = "\",;\t|\n\r\0 \uFEFFé0/()@#'\u2028\ud83d";
    Random random = new Random(4711);
    int read = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int change = random.nextInt(12); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char odd = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(4)) {
          case 0 -> text.setCharAt(at, odd);
          case 1 -> text.insert(at, odd);
          case 2 -> text.deleteCharAt(at);
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 40)));
        }
      }
      try {
        PeopleFile file = PeopleFile.of(text.toString());
        HrRows rows = new HrRows(file, true);
        assertThat(rows.rows().size() + rows.rejected().size())
            .isEqualTo(file.lines().size() + file.rejected().size());
        assertThat(rows.rows())
            .allSatisfy(
                row -> assertThat(row.toString()).doesNotContain("\0").doesNotContain("\n"));
        read++;
      } catch (Failure e) {
        assertThat(e.kind()).isEqualTo(Failure.Kind.OPERATOR);
        refused++;
      }
    }
    assertThat(read).isGreaterThan(ROUNDS / 2);
    assertThat(refused).isPositive();
  }

  @Test
  void bytes_of_any_kind_are_some_text() {
    byte[] bytes = new byte[10_000];
    new Random(4711).nextBytes(bytes);

    assertThat(HrText.decode(bytes).text()).isNotEmpty();
    assertThat(HrText.decode("J\u00f6rg".getBytes(ISO_8859_1))).isEqualTo(new HrText("Jörg", null));
    assertThat(HrText.decode(new byte[0]).text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK\3\4", "\u00d0\u00cf\u0011\u00e0\u00a1"})
  void a_workbook_is_called_one(String beginning, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("people.xlsx"), beginning, ISO_8859_1);

    assertThatThrownBy(() -> HrText.of(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("people.xlsx is a workbook: save it as CSV");
  }

  @Test
  void the_good_file_is_read_whole() {
    HrRows rows = new HrRows(PeopleFile.of(GOOD), true);

    assertThat(rows.rejected()).isEmpty();
    assertThat(rows.remarks()).isEmpty();
    assertThat(rows.rows())
        .extracting(HrRow::title)
        .containsExactly("Engineer; Platform", "Head of \"Platform\"", "Clerk");
    assertThat(rows.rows())
        .extracting(HrRow::displayName)
        .containsExactly("Ann Ash", "Bo Birch", "Cedar");
  }
}
