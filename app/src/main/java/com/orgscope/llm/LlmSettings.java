package com.orgscope.llm;

import jakarta.validation.Valid;
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
 * Which models are asked, and within which bounds.
 *
 * @param anthropic asked first
 * @param openai asked when the first cannot answer
 * @param callTimeout for one call, from the first byte sent to the last one read
 * @param circuitBreakerWait how long a failing provider is left alone before it is tried again
 * @param monthlyBudgetUsd of a tenant that has none of its own; months and days are UTC's
 * @param totalMonthlyBudgetUsd of all tenants together
 * @param prices a file with further prices, in the columns of {@code prices.tsv}; empty for none
 */
@Validated
@ConfigurationProperties("orgscope.llm")
public record LlmSettings(
    @DefaultValue @Valid Anthropic anthropic,
    @DefaultValue @Valid OpenAi openai,
    @DefaultValue("10s") @NotNull Duration callTimeout,
    @DefaultValue("30s") @NotNull Duration circuitBreakerWait,
    @DefaultValue("500") @NotNull @DecimalMin("0") @DecimalMax("1000000")
        BigDecimal monthlyBudgetUsd,
    @DefaultValue("5000") @NotNull @DecimalMin("0") @DecimalMax("1000000")
        BigDecimal totalMonthlyBudgetUsd,
    @DefaultValue("") String prices) {

  /** What a provider's settings say. */
  public sealed interface Provider permits Anthropic, OpenAi {
    String baseUrl();

    /** Where it is asked: the one that is named, or the provider's own. */
    String endpoint();

    String model();

    int concurrency();

    int requestsPerMinute();

    int tokensPerMinute();

    /** Whether it can be asked at all. */
    boolean present();
  }

  /**
   * @param apiKey Anthropic's key; empty if it is not to be asked
   * @param baseUrl empty for Anthropic's own, without the version
   * @param model which is asked
   * @param concurrency most calls in flight in this process
   * @param requestsPerMinute most calls in any minute
   * @param tokensPerMinute most tokens in any minute, of prompts and answers
   */
  public record Anthropic(
      @DefaultValue("") String apiKey,
      @DefaultValue("") String baseUrl,
      @DefaultValue("claude-haiku-5-5") String model,
      @DefaultValue("200") @Min(1) @Max(2000) int concurrency,
      @DefaultValue("10000") @Min(60) int requestsPerMinute,
      @DefaultValue("20000000") @Min(60_000) int tokensPerMinute)
      implements Provider {
    @Override
    public String endpoint() {
      return baseUrl.isBlank() ? "https://api.anthropic.com" : baseUrl.strip();
    }

    @Override
    public boolean present() {
      return !apiKey.isBlank();
    }

    @Override
    public String toString() {
      return "Anthropic[present=" + present() + ", model=" + model + "]";
    }
  }

  /**
   * @param apiKey OpenAI's key; empty if it is not to be asked
   * @param baseUrl empty for OpenAI's own; an endpoint that is named needs no key
   * @param model which is asked
   * @param concurrency most calls in flight in this process
   * @param requestsPerMinute most calls in any minute
   * @param tokensPerMinute most tokens in any minute, of prompts and answers
   */
  public record OpenAi(
      @DefaultValue("") String apiKey,
      @DefaultValue("") String baseUrl,
      @DefaultValue("gpt-6-luna") String model,
      @DefaultValue("200") @Min(1) @Max(2000) int concurrency,
      @DefaultValue("10000") @Min(60) int requestsPerMinute,
      @DefaultValue("20000000") @Min(60_000) int tokensPerMinute)
      implements Provider {
    /** OpenAI's own endpoint. */
    public static final String OWN = "https://api.openai.com/v1";

    @Override
    public String endpoint() {
      return baseUrl.isBlank() ? OWN : baseUrl.strip();
    }

    @Override
    public boolean present() {
      return !apiKey.isBlank() || !baseUrl.isBlank();
    }

    @Override
    public String toString() {
      return "OpenAi[present=" + present() + ", model=" + model + "]";
    }
  }
}
