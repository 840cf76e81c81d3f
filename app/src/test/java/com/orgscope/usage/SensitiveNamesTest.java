package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveNamesTest {
  private static final SensitiveNames NAMES = SensitiveNames.instance();
  private static final List<List<String>> LIST =
      Table.read(SensitiveNames.class, "withheld-names.tsv").rows();
  private static final SensitiveRule UNMARKED = new SensitiveRule(Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Betriebsrat-Portal",
        "BETRIEBSRAT",
        "betriebsratportal",
        "Gesamtbetriebsrat Wiki",
        "Betriebsräte Süd",
        "Betriebsraete",
        "Works Council (SSO)",
        "WorksCouncilHub",
        "workscouncilhub",
        "European Works Councils",
        "Personalrat",
        "Comité d'entreprise",
        "comite social et economique",
        "Mon CSE",
        "Comité de Empresa",
        "Portale RSU",
        "RSU",
        "Ondernemingsraad",
        "Comissão de Trabalhadores",
        "Rada Pracowników",
        "rada pracownikow",
        "Trade Union Members",
        "Labour-Union Portal",
        "Union Representatives",
        "IG Metall",
        "IGMetall Vertrauensleute",
        "ver.di",
        "Gewerkschaft",
        "Portail CGT",
        "CGT",
        "Syndicat FO",
        "Sindicatos",
        "CGIL",
        "Vakbonden",
        "Związek Zawodowy",
        "NSZZ Example",
        "Employee Assistance Program",
        "EAP",
        "Staff Counselling",
        "counseling-prod",
        "Mitarbeiterberatung",
        "Betriebliche Sozialberatung",
        "Soutien psychologique",
        "Apoyo psicológico",
        "Sportello d'ascolto",
        "Vertrouwenspersoon",
        "Apoio Psicológico",
        "Wsparcie psychologiczne",
        "Headspace",
        "Lyra Health",
        "Occupational Health",
        "Betriebsarzt",
        "Betriebsärztlicher Dienst",
        "Arbeitsmedizin",
        "Médecine du travail",
        "Salud laboral",
        "Medicina del Lavoro",
        "Bedrijfsarts",
        "Medicina do Trabalho",
        "Medycyna Pracy",
        "Whistleblower Software",
        "Whistle-Blowing",
        "SpeakUp",
        "Speak Up Line",
        "EthicsPoint",
        "Ethics Hotline",
        "Hinweisgeberportal",
        "Hinweisgebersystem [Prod]",
        "Lanceurs d'alerte",
        "Canal de Denuncias",
        "Segnalazioni illeciti",
        "Klokkenluiders",
        "Canal de Denúncias",
        "Sygnaliści",
        "acme - Betriebsrat",
        "Betriebsrat - SharePoint"
      })
  void what_speaks_of_it_is_withheld_however_it_is_written(String name) {
    assertThat(NAMES.kind(name)).isPresent();
    assertThat(UNMARKED.because(name)).as("by the rule").isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Union Pacific Booking",
        "Western Union",
        "Credit Union Members",
        "Credit Union Portal",
        "European Union Login",
        "Student Union Portal",
        "Customs Union Portal",
        "UnionPay",
        "Union Bank Online",
        "Union Square",
        "TransUnion",
        "Counsel",
        "General Counsel Dashboard",
        "CounselLink",
        "CoCounsel",
        "Legal Counsel Hub",
        "Outside Counsel Bills",
        "Counselor CRM",
        "Credit Counseling CRM",
        "Genetic Counselling",
        "City Council Portal",
        "Research Council Grants",
        "Council Tax",
        "Steering Committee",
        "Works",
        "Roadworks Planner",
        "NVIDIA",
        "Verdi",
        "Occupational Safety Log",
        "Occupational Therapy",
        "Health & Safety",
        "Healthcare Portal",
        "Employee Handbook",
        "Employee Directory",
        "Mental Health Records",
        "Staff Rota",
        "Personalratgeber",
        "Personalakte",
        "Betriebsrente",
        "Betriebskosten",
        "Betriebsratgeber",
        "Einwohnermeldestelle",
        "Sozialversicherung",
        "Ethics Review Board",
        "Cayuse IRB",
        "Integrity Checker",
        "Hotline",
        "Service Hotline",
        "Compliance Training",
        "Speak",
        "Speak English",
        "Whistle Sports",
        "Cority Enviance",
        "JBoss EAP",
        "EAP-TLS Enrollment",
        "CSE Search",
        "CGT Calculator",
        "UIL Tester",
        "RSU Vesting",
        "Syndicat de copropriété",
        "Syndic One",
        "Collegio Sindacale",
        "Line",
        "Strike",
        "Teams",
        "Open Up Store",
        "Modern Healthcare",
        "Canal Plus",
        "Canal de Ventas",
        "Rada Nadzorcza",
        "Medycyna",
        "Salud",
        "Medicina",
        "Sygnet",
        "Comité de direction",
        "Segnalazione guasti",
        "Alerte météo",
        "Point of Sale",
        "Ombudsman Bankowy"
      })
  void an_honest_name_is_not(String name) {
    assertThat(NAMES.kind(name)).isEmpty();
  }

  /** Whoever adds an application to the list sees here whether its name would withhold it. */
  @Test
  void of_the_applications_that_are_known_these_are_withheld() {
    assertThat(
            KnownApplications.instance().all().stream()
                .flatMap(application -> application.names().stream())
                .filter(name -> NAMES.kind(name).isPresent()))
        .containsExactlyInAnyOrder(
            "Cority",
            "Headspace",
            "Headspace Care",
            "Lyra Health",
            "Modern Health",
            "Spring Health",
            "EthicsPoint");
  }

  @Test
  void each_kind_is_listed_in_eight_languages() {
    Set<String> kinds =
        Set.of("works council", "union", "counselling", "occupational health", "whistleblowing");
    Map<String, Set<String>> languages =
        LIST.stream()
            .filter(row -> !row.get(0).equals(SensitiveNames.NONE))
            .collect(
                Collectors.groupingBy(
                    row -> row.get(0),
                    Collectors.mapping(row -> row.get(1), Collectors.toCollection(TreeSet::new))));
    assertThat(languages.keySet()).isEqualTo(kinds);
    assertThat(languages.values())
        .allSatisfy(each ->
            assertThat(each).containsExactly("de", "en", "es", "fr", "it", "nl", "pl", "pt"));
  }

  /** As the lake holds it: in lower case; as some keyboards write it: without accents. */
  @Test
  void each_phrase_is_found_in_any_spelling() {
    for (List<String> row : LIST) {
      String name = row.get(2).replace("=", "").replace("*", "");
      if (!row.get(0).equals(SensitiveNames.NONE)) {
        assertThat(
                Stream.of(
                        name,
                        name.toUpperCase(Locale.ROOT),
                        Letters.folded(name),
                        name.replace(' ', '-'),
                        name.replace(' ', '_'))
                    .map(NAMES::kind))
            .as(name)
            .allMatch(kind -> kind.equals(Optional.of(row.get(0))));
      }
    }
  }

  @Test
  void its_own_marks_go_before_the_list() {
    SensitiveRule rule =
        new SensitiveRule(Map.of("haven", true, "betriebsrat-portal", false, "navex", true));
    assertThat(rule.because("Haven")).contains("you marked it");
    assertThat(rule.because("haven-prod")).as("its environment is decoration").isPresent();
    assertThat(rule.because("Havenport")).isEmpty();
    assertThat(rule.because("PolicyTech")).as("another name of NAVEX").isPresent();
    assertThat(rule.because("Betriebsrat-Portal")).isEmpty();
    assertThat(rule.because("Betriebsrat")).isPresent();
    assertThat(rule.version()).isNotEqualTo(UNMARKED.version());
  }

  @Test
  void what_was_stored_without_its_name_is_withheld_for_good() {
    String hidden = SensitiveRule.hidden("0123456789abcdef");
    assertThat(UNMARKED.withholds(hidden)).isTrue();
    assertThat(new SensitiveRule(Map.of(hidden, false)).withholds(hidden)).isTrue();
    assertThat(UNMARKED.withholds("withheld: tax")).isFalse();
  }

  @Test
  void a_text_of_before_names_what_was_marked_by_whole_words() {
    SensitiveRule rule = new SensitiveRule(Map.of("haven", true, "jira", false));
    assertThat(rule.namedIn("Haven: 12 % of active use")).isTrue();
    assertThat(rule.namedIn("Havenport and Jira")).isFalse();
  }
}
