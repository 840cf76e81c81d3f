package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoNotesTest {
  private static final TenantId TENANT = new TenantId("demo");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

  @TempDir private Path folder = Path.of("");

  @Test
  void a_company_ends_on_the_day_on_which_it_was_made() {
    DemoNotes.open(new Home(folder), TENANT, DAY);
    assertThat(DemoNotes.open(new Home(folder), TENANT, DAY.plusDays(3)).lastDay()).isEqualTo(DAY);
  }

  @Test
  void a_company_of_another_version_is_not_gone_on_with() throws IOException {
    Path notes = Files.createDirectories(folder.resolve("demo")).resolve(TENANT + ".json");
    Files.writeString(notes, "{\"lastDay\":\"2026-11-20\",\"came\":null}");
    assertThatThrownBy(() -> DemoNotes.open(new Home(folder), TENANT, DAY))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("choose another folder with --home");
  }
}
