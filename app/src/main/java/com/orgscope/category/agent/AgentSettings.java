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
 * @param maxConcurrentQuestions questions under way at once in this process
 * @param maxFollowUpQuestions questions a model may ask back about one signature before it must
 *     answer
 * @param maxSignatureUsd what one signature may cost in all; then the answer at hand counts
 * @param maxAnswerTokens bound on one answer
 * @param modelWeight how much a model's word weighs against the company's own view, 0 to 1, until
 *     people's corrections say otherwise; the rest is the local model's
 * @param askBelowConfidence a group of whom the local model is surer than this, and of whom it sees
 *     one role, is not asked about; 1 asks about every group
 * @param providerWait how long a run waits each time for providers that are all left alone
 * @param maxProviderWaits how often a run waits for providers that are all left alone before it
 *     goes on without them
 * @param batchMinQuestions questions from which on a run hands them over in one batch, at half the
 *     price and mostly within an hour; 0 for never
 * @param batchTimeout after it a batch is asked to end and the rest asked singly
 * @param batchCancelTimeout how long a batch that was asked to end may take for it before a run
 *     goes on without its answers
 * @param batchPollInterval how often a batch is looked after
 * @param maxCorrections people's corrections a prompt holds at most, those that most people bear
 *     out; 0 for none
 */
@Validated
@ConfigurationProperties("orgscope.agent")
public record AgentSettings(
    @DefaultValue("10") @Min(5) @Max(1000) int k,
    @DefaultValue("200") @Min(1) @Max(2000) int maxConcurrentQuestions,
    @DefaultValue("3") @Min(0) @Max(10) int maxFollowUpQuestions,
    @DefaultValue("0.02") @NotNull @DecimalMin("0") @DecimalMax("10") BigDecimal maxSignatureUsd,
    @DefaultValue("700") @Min(100) @Max(4000) int maxAnswerTokens,
    @DefaultValue("0.3") @DecimalMin("0") @DecimalMax("1") double modelWeight,
    @DefaultValue("0.85") @DecimalMin("0") @DecimalMax("1") double askBelowConfidence,
    @DefaultValue("3") @Min(0) @Max(100) int maxProviderWaits,
    @DefaultValue("30s") @NotNull Duration providerWait,
    @DefaultValue("0") @Min(0) @Max(1_000_000) int batchMinQuestions,
    @DefaultValue("6h") @NotNull Duration batchTimeout,
    @DefaultValue("10m") @NotNull Duration batchCancelTimeout,
    @DefaultValue("30s") @NotNull Duration batchPollInterval,
    @DefaultValue("20") @Min(0) @Max(100) int maxCorrections) {

  /** The same, of as many people at least. */
  AgentSettings withK(int least) {
    return new AgentSettings(
        least,
        maxConcurrentQuestions,
        maxFollowUpQuestions,
        maxSignatureUsd,
        maxAnswerTokens,
        modelWeight,
        askBelowConfidence,
        maxProviderWaits,
        providerWait,
        batchMinQuestions,
        batchTimeout,
        batchCancelTimeout,
        batchPollInterval,
        maxCorrections);
  }
}
