package com.orgscope.sources.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.SeatHolder;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.SeatListContract;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestKeys;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OktaSeatsTest extends SeatListContract {
  private static final String ID = "0oa1gjh63g214q0Hq0g4";
  private static final String OTHER = "0oa1gjh63g214q0Hq0g5";

  private OktaDouble okta() {
    return (OktaDouble) source;
  }

  @BeforeEach
  void applications() {
    okta().applications().add(OTHER, "Jira Test");
    okta().applications().add("0oa1gjh63g214q0Hq0g6", "Jira Old");
    okta().applications().add(ID, "Jira");
  }

  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new OktaDouble(time);
  }

  @Override
  protected Provider provider() {
    return new OktaLog();
  }

  @Override
  protected SeatList list() {
    return OktaDouble.seats();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("org", source.address().toString(), "api-token", OktaDouble.TOKEN);
  }

  @Override
  protected String application() {
    return "jira";
  }

  @Override
  protected void give(String login) {
    okta().applications().give(ID, login);
  }

  @Override
  protected void refuse() {
    okta().applications().refuse();
  }

  @Override
  protected String right() {
    return "okta.apps.read";
  }

  @Override
  protected Duration leftAlone() {
    return Duration.ofMinutes(1);
  }

  @Test
  void whom_the_application_lets_in_no_more_has_no_seat() {
    String day = "2026-01-05T09:00:00.000Z";
    int person = 0;
    for (String status :
        List.of("DEPROVISIONED", "INACTIVE", "REVOKED", "SUSPENDED", "UNASSIGNED", "PROVISIONED")) {
      okta().applications().give(ID, login(person++), status, day, day);
    }
    assertThat(logins()).containsExactly(login(5));
  }

  @Test
  void a_seat_is_somebodys_since_they_were_let_in_last() {
    okta()
        .applications()
        .give(ID, login(1), "ACTIVE", "2025-01-05T09:00:00.000Z", "2026-02-06T23:59:59.000Z");
    okta().applications().give(ID, login(2), "ACTIVE", "2026-02-07T00:00:00.000Z", "");
    assertThat(holders())
        .extracting(SeatHolder::since)
        .containsExactly(LocalDate.of(2026, 2, 6), LocalDate.of(2026, 2, 7));
    assertThat(holders()).allMatch(SeatHolder::onTheDay);
  }

  @Test
  void without_the_user_beside_it_an_application_user_goes_by_its_name_there() {
    okta().applications().giveAs(ID, "{\"id\":\"00u1\",\"credentials\":{\"userName\":\"ann\"}}");
    assertThat(holders()).singleElement().extracting(SeatHolder::logins).isEqualTo(List.of("ann"));
    okta().applications().giveAs(ID, "{\"credentials\":{\"userName\":\"bob\"}}");
    assertFails(Failure.Kind.RETRY, "without an id");
  }

  @Test
  void an_id_is_an_application_and_so_is_a_label_that_is_one_ones_alone() {
    okta().applications().give(OTHER, login(1));
    assertThat(sources.holders(list(), OTHER)).hasSize(1);
    assertThatThrownBy(() -> sources.holders(list(), "0oa1gjh63g214q0Hq0g9"))
        .hasMessageContaining("'0oa1gjh63g214q0Hq0g9'");
    okta().applications().add("0oa1gjh63g214q0Hq0g0", "JIRA");
    assertFails(Failure.Kind.OPERATOR, "0oa1gjh63g214q0Hq0g0, " + ID);
  }

  @Test
  void a_link_that_leads_elsewhere_gets_no_token() {
    for (int person = 0; person < 3; person++) {
      give(login(person));
    }
    okta().leadElsewhere();
    assertFails(Failure.Kind.OPERATOR, "another host");
  }

  @Test
  void a_service_application_has_a_token_for_applications_beside_that_for_the_log() {
    give(login(1));
    sources.connect(
        TestClock.BEGIN.minus(Duration.ofHours(2)),
        Map.of(
            "org",
            source.address().toString(),
            "client-id",
            "0oaservice",
            "private-key",
            TestKeys.pem()));
    for (int round = 0; round < 2; round++) {
      sources.read("system-log", TestClock.BEGIN.minus(Duration.ofHours(1)), TestClock.BEGIN);
      assertThat(logins()).containsExactly(login(1));
    }
    assertThat(okta().tokensAskedFor).isEqualTo(2);
    source.endToken();
    assertThat(logins()).containsExactly(login(1));
    refuse();
    source.endToken();
    assertFails(Failure.Kind.OPERATOR, "(invalid_scope) for okta.apps.read");
  }
}
