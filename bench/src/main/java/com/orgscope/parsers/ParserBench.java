package com.orgscope.parsers;

import com.orgscope.Orgscope;
import com.orgscope.bench.BenchFigure;
import com.orgscope.bench.BenchReport;
import com.orgscope.bench.IngestBench;
import com.orgscope.ingest.IngestTrial;
import com.orgscope.kernel.Progress;
import com.orgscope.lake.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * What the scanner of our own is worth beside the libraries it must beat by half, from files to
 * committed rows, all in one run.
 *
 * <p>simdjson is told by its parsing alone, without what it would cost to make something of it: its
 * values do not say where in the text they were, which dead letters and event keys need.
 */
public final class ParserBench {
  private ParserBench() {}

  public static void main(String[] args) throws Exception {
    int employees = Integer.getInteger("employees", 10_000);
    int rounds = Integer.getInteger("rounds", 8);
    Path folder = Files.createTempDirectory("orgscope-bench");
    try (var context =
        new SpringApplicationBuilder(Orgscope.class)
            .web(WebApplicationType.NONE)
            .lazyInitialization(true)
            .properties("orgscope.home=" + folder.resolve("home"))
            .run()) {
      IngestBench bench = context.getBean(IngestBench.class);
      IngestTrial trial = context.getBean(IngestTrial.class);
      Map<String, IngestTrial> libraries = new HashMap<>(bench.jackson());
      libraries.put("fastjson2", trial.with(FastjsonGrammar::new));
      List<BenchFigure> figures =
          new ArrayList<>(
              bench
                  .run(Source.OKTA, employees, rounds, folder, libraries, Progress.NONE)
                  .figures());
      figures.add(
          BenchFigure.of(
              "simdjson alone: parse",
              "CPU microseconds an event",
              new SimdjsonParsing().micros(employees / 5, rounds, folder)));
      new BenchReport("parsers", figures).print(System.out);
    }
  }
}
