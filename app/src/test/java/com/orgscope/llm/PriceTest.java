package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static final String HEADER =
      "model\tfrom\tinput\toutput\tcache_read\tcache_write\tbatch_percent\tsource\n";

  @Test
  void a_call_costs_what_the_list_says_to_the_nano_dollar() {
    Price haiku = PriceTable.with("").on(DAY, "claude-haiku-5-5").orElseThrow();
    // 1000 × $0.10 + 2000 × $0.01 + 400 × $0.125 + 300 × $0.50, each per million.
    Tokens tokens = new Tokens(1000, 2000, 400, 300);
    assertThat(haiku.costNano(tokens)).isEqualTo(100_000 + 20_000 + 50_000 + 150_000);
    assertThat(haiku.batchCostNano(tokens)).isEqualTo(160_000);
    assertThat(haiku.batchCostNano(new Tokens(0, 0, 1, 0))).isEqualTo(63);
    assertThat(haiku.mostNano(1000, 300)).isEqualTo(125_000 + 150_000);
  }

  @Test
  void a_million_tokens_cost_the_listed_dollars() {
    PriceTable table = PriceTable.with("");
    Tokens input = new Tokens(1_000_000, 0, 0, 0);
    Tokens output = new Tokens(0, 0, 0, 1_000_000);
    assertThat(table.on(DAY, "claude-sonnet-5-5").orElseThrow().costNano(input))
        .isEqualTo(2_000_000_000L);
    assertThat(table.on(DAY, "claude-opus-5-5").orElseThrow().costNano(output))
        .isEqualTo(20_000_000_000L);
    assertThat(table.on(DAY, "gpt-6-luna").orElseThrow().costNano(output)).isEqualTo(500_000_000L);
  }

  @Test
  void a_price_holds_from_its_day_and_for_dated_releases(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("prices.tsv");
    Files.writeString(
        own,
        HEADER
            + "claude-haiku-5-5\t2027-01-01\t0.20\t1\t0.02\t0.25\t50\tours\n"
            + "qwen-local\t2026-01-01\t0\t0\t0\t0\t100\tour own machine\n");
    PriceTable table = PriceTable.with(own.toString());
    assertThat(table.on(LocalDate.parse("2026-12-31"), "claude-haiku-5-5"))
        .map(Price::inputNano)
        .contains(100L);
    assertThat(table.on(LocalDate.parse("2027-01-01"), "claude-haiku-5-5-20261001"))
        .map(Price::inputNano)
        .contains(200L);
    assertThat(table.on(LocalDate.parse("2026-10-31"), "claude-haiku-5-5")).isEmpty();
    assertThat(table.on(DAY, "qwen-local")).map(Price::outputNano).contains(0L);
    assertThat(table.on(DAY, "unheard-of")).isEmpty();
  }

  @Test
  void a_price_that_is_no_whole_nano_dollar_is_refused_with_its_model_and_day(@TempDir Path folder)
      throws Exception {
    Path own = folder.resolve("prices.tsv");
    Files.writeString(own, HEADER + "m\t2026-01-01\t0.0001\t1\t1\t1\t50\tours\n");
    assertThatThrownBy(() -> PriceTable.with(own.toString()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("m from 2026-01-01");
  }
}
