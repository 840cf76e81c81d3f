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
 * @param canaryShare of a company's people is served by a canary, 0 to 1
 * @param comparedShare of the groups, or applications, is put to both versions where nobody is
 *     served, 0 to 1
 * @param leastPairs groups or applications of which is known what is right, before anything is
 *     decided; it is looked again at twice, four times and eight times as many, and then no more
 * @param level the chance, over all looks together, that two versions that are as good are told
 *     apart
 * @param leadPoints by how much of a hundred a version must be right oftener to be promoted where
 *     nobody was served
 * @param canaryLeadPoints by how much of a hundred a canary must be right oftener to be promoted
 * @param mostDays after which a trial of which too little is known is withdrawn
 * @param byRule whether nights promote and withdraw by these rules; a person may at any time
 * @param probedGroups about how many groups the same is asked in other ways before a trial begins,
 *     the largest first
 * @param flippedShare a candidate is refused of whose answers to the same this share differs, 0 to
 *     1
 */
@Validated
@ConfigurationProperties("orgscope.trial")
public record TrialSettings(
    @DefaultValue("0.01") @DecimalMin("0.001") @DecimalMax("0.5") double canaryShare,
    @DefaultValue("0.1") @DecimalMin("0.01") @DecimalMax("1") double comparedShare,
    @DefaultValue("40") @Min(10) @Max(10_000) int leastPairs,
    @DefaultValue("0.05") @DecimalMin("0.0001") @DecimalMax("0.2") double level,
    @DefaultValue("5") @DecimalMin("0") @DecimalMax("50") double leadPoints,
    @DefaultValue("0") @DecimalMin("0") @DecimalMax("50") double canaryLeadPoints,
    @DefaultValue("90") @Min(1) @Max(3650) int mostDays,
    @DefaultValue("true") boolean byRule,
    @DefaultValue("50") @Min(1) @Max(2000) int probedGroups,
    @DefaultValue("0.005") @DecimalMin("0") @DecimalMax("1") double flippedShare) {

  /** Of what a trial of a kind is about, 0 to 1. */
  public double share(Trial.Kind kind) {
    return kind == Trial.Kind.CANARY ? canaryShare : comparedShare;
  }

  /** By how much a candidate must be right oftener, 0 to 1. */
  double lead(Trial.Kind kind) {
    return (kind == Trial.Kind.CANARY ? canaryLeadPoints : leadPoints) / 100;
  }
}
