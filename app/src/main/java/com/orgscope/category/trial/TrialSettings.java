package com.orgscope.category.trial;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a new prompt or model is tried, and when it is adopted.
 *
 * @param canaryPercent of a company's people whom a canary serves
 * @param comparedPercent of the groups or applications about which both versions are asked where
 *     nobody is served
 * @param leastPairs of which somebody knows what is right, before anything is decided; after it is
 *     looked again at twice, four times and eight times as many, and then no more
 * @param level the chance, over all looks, that two versions that are as good are told apart
 * @param leadPoints of a hundred by which a version must be right oftener to be adopted where
 *     nobody was served
 * @param canaryLeadPoints the same of a canary
 * @param mostDays after which a trial of which too little is known is withdrawn
 * @param byRule whether a night promotes and withdraws by these rules; a person may at any time
 * @param probedGroups about how many groups the same is asked in other ways before a trial begins,
 *     the largest first
 * @param mostFlipsPercent of those answers that may differ
 */
@Validated
@ConfigurationProperties("orgscope.trial")
public record TrialSettings(
    @DefaultValue("1") @DecimalMin("0.1") @DecimalMax("50") double canaryPercent,
    @DefaultValue("10") @DecimalMin("1") @DecimalMax("100") double comparedPercent,
    @DefaultValue("40") @Min(10) @Max(10_000) int leastPairs,
    @DefaultValue("0.05") @DecimalMin("0.0001") @DecimalMax("0.2") double level,
    @DefaultValue("5") @DecimalMin("0") @DecimalMax("50") double leadPoints,
    @DefaultValue("0") @DecimalMin("0") @DecimalMax("50") double canaryLeadPoints,
    @DefaultValue("90") @Min(1) @Max(3650) int mostDays,
    @DefaultValue("true") boolean byRule,
    @DefaultValue("50") @Min(1) @Max(2000) int probedGroups,
    @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("100") double mostFlipsPercent) {

  /** Of what a trial of a kind is about, 0 to 1. */
  public double share(Trial.Kind kind) {
    return (kind == Trial.Kind.CANARY ? canaryPercent : comparedPercent) / 100;
  }

  /** By how much a candidate must be right oftener, 0 to 1. */
  double lead(Trial.Kind kind) {
    return (kind == Trial.Kind.CANARY ? canaryLeadPoints : leadPoints) / 100;
  }
}
