package com.orgscope.demo;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small companies for tests, and their lines as JSON. */
final class Simulations {
  static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);
  static final JsonMapper JSON = new JsonMapper();

  private Simulations() {}

  /** Without broken or repeated lines, so that a test can count. */
  static SimulationSettings calm(int employees, int days, WireFormat format) {
    return new SimulationSettings(employees, days, 7, LAST_DAY)
        .withFormat(format)
        .withTrouble(0, 0);
  }

  static byte[] bytes(Simulation simulation, LocalDate day) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    simulation.writeDay(day, out);
    return out.toByteArray();
  }

  /** All events of the window, parsed one by one as they are asked for. */
  static Iterable<JsonNode> events(SimulationSettings settings) {
    Simulation simulation = Simulation.of(settings);
    return () ->
        new BufferedReader(
                new InputStreamReader(simulation.open(simulation.days()), StandardCharsets.UTF_8))
            .lines()
            .map(JSON::readTree)
            .iterator();
  }
}
