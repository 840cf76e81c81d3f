package com.orgscope.lake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * When files are put together and when what is left behind goes.
 *
 * @param smallFileSize files below this are put together with others
 * @param minFilesToCompact so many small files of a day are put together even while more come in
 * @param targetFileSize how many bytes of old files become one new file
 * @param maxFilesPerCommit new files in one commit
 * @param quietDays after so many days hardly any events of a day come in
 * @param settledDays so long after its end a month's daily figures are put together
 * @param minManifestsToMerge so many of one tenant become one
 * @param snapshotAge how long a state of the lake that was replaced can still be read: longer than
 *     the longest question
 * @param orphanAge how old a file that no table knows must be to be taken for left behind; a writer
 *     who needs half of this gives up
 */
@Validated
@ConfigurationProperties("orgscope.lake.maintenance")
record MaintenanceSettings(
    @NotNull @DefaultValue("64MB") DataSize smallFileSize,
    @Min(2) @Max(1000) @DefaultValue("8") int minFilesToCompact,
    @NotNull @DefaultValue("256MB") DataSize targetFileSize,
    @Min(1) @Max(1000) @DefaultValue("32") int maxFilesPerCommit,
    @Min(0) @Max(60) @DefaultValue("2") int quietDays,
    @Min(0) @Max(60) @DefaultValue("7") int settledDays,
    @Min(2) @Max(1000) @DefaultValue("10") int minManifestsToMerge,
    @NotNull @DefaultValue("6h") Duration snapshotAge,
    @NotNull @DefaultValue("24h") Duration orphanAge) {

  static final MaintenanceSettings DEFAULTS =
      new MaintenanceSettings(
          DataSize.ofMegabytes(64),
          8,
          DataSize.ofMegabytes(256),
          32,
          2,
          7,
          10,
          Duration.ofHours(6),
          Duration.ofHours(24));
}
