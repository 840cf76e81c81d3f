package com.orgscope.category.agent;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the agent asks.
 *
 * @param k the fewest people that share what a prompt holds
 * @param inFlight questions under way at once in this process
 * @param steps questions a model may ask back about one signature before it must answer
 * @param signatureUsd what one signature may cost in all; then the answer at hand counts
 * @param answerTokens bound on one answer
 * @param trust how much a model's word weighs against the company's own view, 0 to 1; the rest is
 *     the local model's
 * @param askBelow a group of whom the local model is surer than this, and of whom it sees one role,
 *     is not asked about; 1 asks about every group
 * @param pause how long a run waits each time for providers that are all left alone
 * @param pauses how often a run waits for providers that are all left alone before it goes on
 *     without them
 * @param batchFrom questions from which on a run hands them over in one batch, at half the price
 *     and mostly within an hour; 0 for never
 * @param batchPatience after it a batch is asked to end and the rest asked singly
 * @param batchEnd how long a batch that was asked to end may take for it before a run goes on
 *     without its answers
 * @param batchPoll how often a batch is looked after
 * @param corrections people's corrections a prompt holds at most, the newest
 */
@Validated
@ConfigurationProperties("orgscope.agent")
public record AgentSettings(
    @DefaultValue("10") @Min(5) @Max(1000) int k,
    @DefaultValue("200") @Min(1) @Max(2000) int inFlight,
    @DefaultValue("3") @Min(0) @Max(10) int steps,
    @DefaultValue("0.02") @NotNull @DecimalMin("0") @DecimalMax("10") BigDecimal signatureUsd,
    @DefaultValue("700") @Min(100) @Max(4000) int answerTokens,
    @DefaultValue("0.3") @DecimalMin("0") @DecimalMax("1") double trust,
    @DefaultValue("0.85") @DecimalMin("0") @DecimalMax("1") double askBelow,
    @DefaultValue("3") @Min(0) @Max(100) int pauses,
    @DefaultValue("30s") @NotNull Duration pause,
    @DefaultValue("0") @Min(0) @Max(1_000_000) int batchFrom,
    @DefaultValue("6h") @NotNull Duration batchPatience,
    @DefaultValue("10m") @NotNull Duration batchEnd,
    @DefaultValue("30s") @NotNull Duration batchPoll,
    @DefaultValue("20") @Min(0) @Max(100) int corrections) {}
