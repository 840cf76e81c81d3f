package com.orgscope.sources.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Failure;
import com.orgscope.sources.Provider;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.SeatHolder;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.SeatListContract;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleSeatsTest extends SeatListContract {
  private GoogleDouble google() {
    return (GoogleDouble) source;
  }

  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new GoogleDouble(time);
  }

  @Override
  protected Provider provider() {
    return new GoogleReports();
  }

  @Override
  protected SeatList list() {
    return GoogleDouble.seats();
  }

  @Override
  protected Map<String, String> settings() {
    return google().settingsForLicences();
  }

  @Override
  protected String application() {
    return "Google-Apps";
  }

  @Override
  protected void give(String login) {
    google().licences().give("Google-Apps/" + (login.hashCode() & 1), login);
  }

  @Override
  protected void refuse() {
    google().licences().refuse();
  }

  @Override
  protected String right() {
    return "https://www.googleapis.com/auth/apps.licensing";
  }

  @Override
  protected Duration leftAlone() {
    return Duration.ofSeconds(5);
  }

  @Test
  void one_sku_of_a_product_is_told_by_itself_and_not_since_when() {
    google().licences().give("Google-Apps/10", login(1));
    google().licences().give("Google-Apps/20", login(1).toUpperCase(java.util.Locale.ROOT));
    google().licences().give("Google-Apps/20", login(2));
    assertThat(holders()).hasSize(2).allMatch(holder -> holder.since() == null);
    assertThat(holders()).noneMatch(SeatHolder::onTheDay);
    assertThat(sources.holders(list(), "Google-Apps/10")).hasSize(1);
  }

  @Test
  void google_is_asked_once_a_second_at_most() {
    for (int person = 0; person < 7; person++) {
      google().licences().give("Google-Apps/10", login(person));
    }
    Instant begin = clock.now();
    assertThat(holders()).hasSize(7);
    assertThat(Duration.between(begin, clock.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void without_the_companys_id_or_with_another_ones_it_is_said() {
    give(login(1));
    sources.connect(TestClock.BEGIN, google().settings());
    assertFails(Failure.Kind.OPERATOR, "'customer'");
  }

  @Test
  void what_is_no_product_is_not_asked_for() {
    int before = source.requests();
    assertThatThrownBy(() -> sources.holders(list(), "../x?customerId=C02"))
        .hasMessageContaining("no product");
    assertThat(source.requests()).isEqualTo(before);
  }

  @Test
  void a_licence_of_nobody_is_no_answer() {
    give("");
    assertFails(Failure.Kind.RETRY, "without its user");
  }

  @Test
  void pages_that_never_end_tell_nothing() {
    source.script(place ->
        new ProviderDouble.Told(
            List.of(
                new ProviderDouble.Entry(
                    "e0", Instant.EPOCH, Instant.EPOCH, "{\"userId\":\"a@acme.example\"}")),
            place + "x"));
    assertFails(Failure.Kind.RETRY, "not read to its end");
  }

  @Test
  void a_token_that_ended_before_its_time_is_asked_for_anew() {
    give(login(1));
    assertThat(logins()).hasSize(1);
    source.endToken();
    assertThat(logins()).containsExactly(login(1));
  }
}
