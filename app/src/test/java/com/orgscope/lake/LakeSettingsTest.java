package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Names and defaults that operators rely on. */
class LakeSettingsTest {

  @Test
  void defaults_are_what_they_are() {
    assertThat(bind(Map.of(), "orgscope.lake", LakeSettings.class))
        .isEqualTo(LakeSettings.DEFAULTS);
    assertThat(bind(Map.of(), "orgscope.lake.maintenance", MaintenanceSettings.class))
        .isEqualTo(MaintenanceSettings.DEFAULTS);
    assertThat(MaintenanceSettings.DEFAULTS.toString())
        .isEqualTo(
            "MaintenanceSettings[smallFileSize=67108864B, minFilesToCompact=8,"
                + " targetFileSize=268435456B, maxFilesPerCommit=32, quietDays=2, settledDays=7,"
                + " minManifestsToMerge=10,"
                + " snapshotAge=PT6H, orphanAge=PT24H]");
    assertThat(Retention.DEFAULT).isEqualTo(new Retention(90, null, null));
  }

  @Test
  void names_are_what_they_are() {
    MaintenanceSettings settings =
        bind(
            Map.of(
                "orgscope.lake.maintenance.small-file-size", "1MB",
                "orgscope.lake.maintenance.snapshot-age", "1h",
                "orgscope.lake.maintenance.orphan-age", "2h"),
            "orgscope.lake.maintenance",
            MaintenanceSettings.class);
    assertThat(settings.smallFileSize().toMegabytes()).isEqualTo(1);
    assertThat(settings.snapshotAge()).hasHours(1);
    assertThat(settings.orphanAge()).hasHours(2);
  }

  private static <T> T bind(Map<String, String> values, String prefix, Class<T> type) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate(prefix, Bindable.of(type));
  }
}
