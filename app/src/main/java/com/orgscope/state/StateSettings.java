package com.orgscope.state;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the database is reached.
 *
 * @param databaseUrl the operator's server, with its owner's name and password; empty to run one
 *     inside
 * @param postgres whose programs run the one inside: {@code embedded}, those that Orgscope brings
 *     along; {@code system}, the newest installed here; or the folder of an installed one
 * @param maxConnections most connections that each part of this process (pages, ingest, people by
 *     SCIM, worker, or command line) holds at a time; those that are idle end after a minute
 * @param serverTimeout how long to wait for a server to start, to stop, or to be given free
 */
@Validated
@ConfigurationProperties("orgscope.state")
record StateSettings(
    @DefaultValue("") String databaseUrl,
    @DefaultValue("embedded") @NotBlank String postgres,
    @DefaultValue("10") @Min(4) @Max(100) int maxConnections,
    @DefaultValue("60s") @NotNull Duration serverTimeout) {

  static StateSettings embedded() {
    return new StateSettings("", "embedded", 10, Duration.ofSeconds(60));
  }

  boolean external() {
    return !databaseUrl.isBlank();
  }

  /** Without the URL, which holds a password. */
  @Override
  public String toString() {
    return "StateSettings[external=" + external() + ", connections=" + maxConnections + "]";
  }
}
