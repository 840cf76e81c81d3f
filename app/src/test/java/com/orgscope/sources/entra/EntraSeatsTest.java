package com.orgscope.sources.entra;

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
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntraSeatsTest extends SeatListContract {
  private static final String APPLICATION_ID = "11111111-2222-3333-4444-555555555555";
  private static final String ID = APPLICATION_ID + "-object";

  private GraphObjects objects() {
    return ((GraphDouble) source).objects();
  }

  @BeforeEach
  void applications() {
    objects().application(ID, "Bob's Jira");
    objects().application("other", "Jira");
    objects().person("stranger@acme.example");
  }

  @Override
  protected ProviderDouble newDouble(TestClock time) {
    return new GraphDouble(time);
  }

  @Override
  protected Provider provider() {
    return new EntraLog();
  }

  @Override
  protected SeatList list() {
    return GraphDouble.seats();
  }

  @Override
  protected Map<String, String> settings() {
    return ((GraphDouble) source).settings(GraphDouble.SECRET);
  }

  @Override
  protected String application() {
    return "Bob's Jira";
  }

  @Override
  protected void give(String login) {
    objects().give(ID, login);
  }

  @Override
  protected void refuse() {
    objects().refuse();
  }

  @Override
  protected String right() {
    return "Application.Read.All";
  }

  @Override
  protected Duration leftAlone() {
    return Duration.ofSeconds(7);
  }

  @Test
  void members_of_a_group_have_what_it_was_given_and_whoever_has_it_twice_has_it_once() {
    give(login(1));
    objects().assign(ID, "Group", "g1", "2026-02-01T09:00:00Z");
    objects().join("g1", login(1), login(2), login(3), "g2", login(4));
    objects().join("g2", login(5));
    assertThat(logins()).containsExactlyInAnyOrder(login(1), login(2), login(3), login(4));
    assertThat(holders())
        .filteredOn(holder -> holder.logins().contains(login(1)))
        .singleElement()
        .matches(SeatHolder::onTheDay)
        .extracting(SeatHolder::since)
        .isEqualTo(LocalDate.of(2026, 1, 5));
    assertThat(holders())
        .filteredOn(holder -> holder.logins().contains(login(2)))
        .singleElement()
        .matches(holder -> !holder.onTheDay(), "nobody says when they came into the group")
        .extracting(SeatHolder::since)
        .isEqualTo(LocalDate.of(2026, 2, 1));
  }

  @Test
  void of_two_roles_or_groups_the_first_counts_and_programs_have_no_seat() {
    objects().give(ID, login(1));
    objects().assign(ID, "User", GraphObjects.id(login(1)), "2026-01-02T09:00:00Z");
    objects().assign(ID, "ServicePrincipal", "robot", GraphObjects.GIVEN);
    objects().assign(ID, "Group", "g1", "2026-02-01T09:00:00Z");
    objects().assign(ID, "Group", "g2", "2026-01-20T09:00:00Z");
    objects().join("g1", login(2));
    objects().join("g2", login(2));
    assertThat(holders())
        .extracting(SeatHolder::since)
        .containsExactlyInAnyOrder(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 20));
  }

  @Test
  void a_right_that_is_missing_for_one_list_is_named() {
    give(login(1));
    objects().assign(ID, "Group", "g1", GraphObjects.GIVEN);
    objects().join("g1", login(2));
    objects().refuse("groups");
    assertFails(Failure.Kind.OPERATOR, "GroupMember.Read.All");
    objects().refuse("users");
    assertFails(Failure.Kind.OPERATOR, "User.Read.All");
    objects().refuse("none");
    objects().hideNames();
    assertFails(Failure.Kind.OPERATOR, "User.Read.All");
    objects().refuse("subscribedSkus");
    assertThatThrownBy(() -> sources.holders(list(), "licence/E5"))
        .hasMessageContaining("LicenseAssignment.Read.All");
  }

  @Test
  void a_group_that_is_gone_amid_it_leaves_nothing_told() {
    objects().assign(ID, "Group", "gone", GraphObjects.GIVEN);
    assertFails(Failure.Kind.RETRY, "no longer knows");
  }

  @Test
  void an_application_goes_by_its_object_id_its_application_id_or_a_name_of_its_own() {
    give(login(1));
    assertThat(sources.holders(list(), APPLICATION_ID)).hasSize(1);
    String object = "aaaaaaaa-2222-3333-4444-555555555555";
    objects().application(object, "Another");
    assertThat(sources.holders(list(), object)).isEmpty();
    assertThatThrownBy(() -> sources.holders(list(), "bbbbbbbb-2222-3333-4444-555555555555"))
        .hasMessageContaining("no enterprise application 'bbbbbbbb");
    objects().application("a-twin", "Bob's Jira");
    assertFails(Failure.Kind.OPERATOR, ID + ", a-twin");
  }

  @Test
  void a_licence_of_microsofts_own_is_told_by_its_name() {
    for (int person = 1; person <= 5; person++) {
      objects().license("SPE_E5", login(person));
    }
    objects().license("VISIO", login(9));
    assertThat(sources.holders(list(), "licence/spe_e5"))
        .extracting(holder -> holder.logins().getFirst())
        .containsExactly(login(1), login(2), login(3), login(4), login(5));
    assertThat(sources.holders(list(), "licence/" + GraphObjects.sku("VISIO"))).hasSize(1);
    assertThatThrownBy(() -> sources.holders(list(), "licence/E7"))
        .hasMessageContaining("no licence 'E7'")
        .hasMessageContaining("SPE_E5, VISIO");
  }

  @Test
  void a_link_that_leads_elsewhere_gets_no_token() {
    for (int person = 0; person < 3; person++) {
      give(login(person));
    }
    ((GraphDouble) source).leadElsewhere();
    assertFails(Failure.Kind.OPERATOR, "another host");
  }

  @Test
  void a_token_that_ended_before_its_time_is_asked_for_anew() {
    give(login(1));
    assertThat(logins()).hasSize(1);
    source.endToken();
    assertThat(logins()).containsExactly(login(1));
  }
}
