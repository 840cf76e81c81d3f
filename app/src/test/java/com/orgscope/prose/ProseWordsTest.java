package com.orgscope.prose;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.prose.ProseWords.Section;
import com.orgscope.prose.WorkProse.About;
import com.orgscope.table.Table;
import com.orgscope.usage.Mentions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of words for describing work, and what is read by it. */
class ProseWordsTest {
  private static final ProseWords LIST = ProseWords.instance();
  private static final WorkProse PROSE =
      new WorkProse(new Mentions(List.of("claims-portal")), List.of("price"));

  @Test
  void it_has_a_few_thousand_words_and_none_of_those_that_are_never_shown() {
    assertThat(LIST.entries()).isBetween(3_000, 9_000);
    Set<String> both = new HashSet<>(LIST.all());
    both.retainAll(LIST.never());
    assertThat(both).isEmpty();
    assertThat(LIST.never())
        .contains("lazy", "salary", "will", "should", "senior", "most", "half", "not", "you")
        .hasSizeGreaterThan(800);
  }

  @Test
  void endings_follow_the_rules_beside_the_list() {
    assertThat(LIST.of(Section.VERBS))
        .contains(
            "plan", "plans", "planned", "planning", "notified", "stored", "storing", "matches");
    assertThat(LIST.of(Section.NOUNS))
        .contains("invoice", "invoices", "entries", "branches", "surveys");
    assertThat(LIST.of(Section.ROLES)).contains("nurse", "nurses");
    assertThat(LIST.of(Section.INITIALS)).contains("API", "APIs");
    assertThat(LIST.of(Section.DONE)).as("other forms of oversee").contains("oversaw", "overseen");
  }

  @Test
  void what_is_sensitive_and_how_it_is_handled_are_words_of_the_list() {
    assertThat(LIST.all())
        .containsAll(LIST.of(Section.SENSITIVE))
        .containsAll(LIST.of(Section.HANDLING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "They should leave {F1.app}. | word: should",
        "They are be hind in {F1.app}. | word: hind",
        "They are un paid in {F1.app}. | word: un",
        "They are over paid in {F1.app}. | word: paid",
        "They use {F1.app} under performing. | joined: underperforming",
        "The group works for another company. | future:",
        "They are a cost to the company. | word: cost",
        "They are in the way of {F1.app}. | what people are",
        "They commit fraud in {F1.app}. | worth:",
        "They produce incidents in {F1.app}. | who caused what",
        "Share access to {F1.app} with support. | an order to the reader",
        "{F1.app} is used; share access with support. | an order to the reader",
        "{F1.app} holds {F2.share} of active use. | a figure of another fact",
        "{F1.share} of people use {F1.app}. | a figure of another fact",
        "The team works at {F1.share} in {F1.app}. | a figure of another fact",
        "{F1.app}{F1.share} of active use. | signs",
        "{F1.app} is used -- plainly. | signs",
        "{F1.app} is used~in support. | signs",
        "Price works in {F1.app} daily. | word: Price",
        "Segment is used with {F1.app}. | word: Segment",
        "The claims portal is used with {F1.app}. | name: claims portal",
        "They Work in {F1.app} together. | word: Work",
        "A. B. C. D is used in {F1.app}. | sentences",
        "They. {F1.app} is used. | no sentence",
        "{F1.app} is used here. {F1.app} is used here. | sentences",
        "Records in {F1.app} are touched before an audit. | what is done to things: touched",
        "Tickets in {F1.app} are open to customers. | worth: are open to",
        "Requests in {F1.app} are plain. | what is done to things: plain",
        "{F1.app} is used to touch records. | what things are for: touch",
        "The team uses {F1.app} to rest between tasks. | what things are for: rest",
        "The tools point to a season. | compared with no work: point",
        "{F1.app} serves as a hideaway. | word: hideaway",
        "{F1.app} is used as a diary. | like no work: as",
        "{F1.app} is used and {F2.app} is used and {F1.app} and {F1.app} are used. | the same app",
        "The tools fit a group that lives on the work of marketing. | people out of place: group",
        "{F1.app} keeps notes on the health of staff. | people out of place: staff",
        "This is typical of people between projects. | people somewhere: people",
        "Deliveries in {F1.app} are signed by the driver. | somebody: driver",
        "{F1.app} holds code that belongs to another company. | worth: another company",
        "Notes in {F1.app} are written after discharge. | at a time that tells: discharge",
        "Tickets in {F1.app} are booked and touched. | what is done to things: booked",
        "Send codes from {F1.app} to support. | an order to the reader",
        "{F1.people} use {F1.app} here. | placeholder: F1.people",
        "Valves are a leak of {F1.app}. | word: leak",
        "{F1.app} is a thermostat. | a thing out of place: thermostat",
        "{F1.app} is a forceps for departments. | a thing out of place: forceps",
        "{F1.app} ranks nurses. | word: ranks",
        "{F1.app} is a strain. | word: strain",
        "Read {F1.app} alone. | word: alone",
        "Give {F1.app} no weight. | word: no",
        "Match nothing in {F1.app}. | word: nothing",
        "Roles are eliminated in {F1.app}. | word: eliminated",
        "Their failed builds are tracked in {F1.app}. | said of people: failed",
        "Failed builds are tracked in {F1.app} by the team. | said of people: failed",
        "Expired certificates are sold in {F1.app}. | what is wrong passed on",
        "This role is not needed, as {F1.app} shows. | word: not",
        "{F1.app} shows no sign of activity. | word: no",
        "Most of the team uses {F1.app}. | word: Most, in plainer words said of people",
        "{F1.app} is chiefly kept by the team. | word: chiefly, in plainer words said of people",
        "All of the roles in {F1.app} are archived. | word: All, in plainer words said of people",
        "Most plans in {F1.app} are drafted for staff. | word: Most, in plainer words said of people",
        "Two of three builds are kept in {F1.app}. | word: Two, in plainer words word: Two",
        "{F1.app} gives access to all records. | word: all, in plainer words word: all-unlisted",
        "{F1.app} is not a sign of design. | word: not",
        "{F1.app} is too weak for accounting. | word: weak",
        "They buy goods and shares. | nothing that is in use",
        "They record calls. | nothing that is in use",
        "{F1.app} weakens design. | word: weakens",
        "They write code like machines. | nothing that is in use",
        "All Tests in {F1.app} are kept. | word: All, in plainer words word: Tests",
        "They plan trips. | nothing that is in use",
        "They write code so that it is reviewed. | nothing that is in use",
        "It is called work here. | nothing that is in use",
        "It is a place for transfers. | nothing that is in use",
        "The buyers are replaced through {F1.app}. | word: replaced",
        "Nurses are routed to wards by {F1.app}. | what people are",
        "{F1.app} supports sellers with coffee. | people somewhere: sellers",
        "{F1.app} takes deals, customers and teams. | people out of place: teams",
        "{F1.app} tells agents how to speak. | worth: tells agents how",
        "Layouts in {F1.app} are sent back by clients. | worth: layouts",
        "Texts in {F1.app} are written by agencies. | worth: written by agencies",
      })
  void each_rule_has_its_objection(String text, String objection) {
    assertThat(
            PROSE.objection(
                text.replace('~', '\u2028'), About.WORK, cited -> !cited.endsWith("people")))
        .hasValueSatisfying(said -> assertThat(said).startsWith(objection.strip()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Most of the conversations in {F1.app} are about orders.",
        "The purpose of {F1.app} is to plan releases.",
        "Reports are refreshed every morning through {F1.app}.",
        "{F1.app} is mostly used by nurses.",
        "Files in {F1.app} are all checked and signed off.",
        "Current, correct prices are kept in {F1.app}.",
        "They look up orders in {F1.app}."
      })
  void a_turn_of_speech_is_read_in_plainer_words(String text) {
    assertThat(PROSE.objection(text, About.WORK, cited -> true)).isEmpty();
  }

  @Test
  void plainer_words_are_words_of_the_list_or_refused_on_purpose() {
    for (String line : Table.lines(ProseWords.class, "prose-same.txt")) {
      int sign = line.indexOf("=>");
      if (sign >= 0) {
        for (String word : line.substring(sign + 2).strip().split(" ")) {
          boolean listed =
              LIST.allows(word) || LIST.thing(word) || LIST.of(Section.TERMS).contains(word);
          boolean stood = word.isEmpty() || word.matches("[$][1-9]|,");
          assertThat(listed || stood || word.endsWith("-unlisted")).as(line).isTrue();
        }
      } else if (!line.startsWith("[")) {
        assertThat(line.split(" "))
            .as("sizes measure people: small deals")
            .doesNotContain("small", "large", "simple", "easy", "slow", "last", "final", "next");
      }
    }
  }

  @Test
  void words_of_the_closed_lists_are_no_words_of_the_list() {
    assertThat(LIST.things()).hasSizeBetween(2_500, 9_000);
    assertThat(Collections.disjoint(LIST.things(), LIST.never())).isTrue();
    assertThat(Collections.disjoint(LIST.things(), LIST.all())).isTrue();
    assertThat(EvidenceTalk.instance().words())
        .as("evidence tells of nobody")
        .doesNotContainAnyElementsOf(LIST.of(Section.ROLES))
        .doesNotContain("they", "them", "their", "people", "team", "done", "needed", "pay");
    assertThat(Collections.disjoint(LIST.things(), LIST.of(Section.ROLES)))
        .as("things are nobody")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Without {F1.app} the reading would be uncertain.",
        "{F1.app} alone would be ambiguous, but {F2.app} is specific to this kind of work.",
        "Nothing else in the set contradicts this reading.",
        "{F1.app} is a strong hint of accounting.",
        "Valves, gauges and thermostats are inspected in {F1.app}.",
        "{F1.app} ranks ideas by demand.",
        "Intercompany balances are eliminated in {F1.app}.",
        "Overdue invoices are found with {F1.app}.",
        "The strongest hint comes from {F1.app}, an accounting package.",
        "A ticket queue like {F1.app} is the clearest sign of support work.",
        "No other tool in the set argues against accounting.",
        "There is no sign of any other kind of work.",
        "Beams, gauges and thermostats point to engineering."
      })
  void what_tells_of_evidence_and_of_things_is_shown(String text) {
    assertThat(PROSE.objection(text, About.WORK, cited -> true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{F2.app} is opened after {F1.app}.",
        "Callers are routed to a queue by {F1.app}.",
        "{F1.app} supports sellers with data about companies.",
        "{F1.app} is made for law firms and legal departments.",
        "Staff rotas and price labels are managed in {F1.app}.",
        "This group reviews contracts and drafts agreements.",
        "It is a standard tool for managing devices.",
        "{F1.app} is widely used by administrators of cloud services."
      })
  void people_and_times_of_work_have_their_place(String text) {
    assertThat(PROSE.objection(text, About.WORK, cited -> true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{F1.app} at {F1.share} of active use is typical of support.",
        "{F1.app} and {F2.app}, with {F1.share} and {F2.share} of active use, are used together.",
        "{F1.app} ({F1.share}) is used for {F1.purpose}.",
        "With {F1.share} of active use, {F1.app} is central to this work."
      })
  void a_figure_beside_its_application_is_shown(String text) {
    assertThat(PROSE.objection(text, About.WORK, cited -> true)).isEmpty();
  }
}
