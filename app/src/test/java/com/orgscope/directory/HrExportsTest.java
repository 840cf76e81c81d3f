package com.orgscope.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of HR systems and spreadsheets as people really have them. */
class HrExportsTest {
  private static final LocalDate MARCH = LocalDate.of(2024, 3, 5);

  private static HrRows rows(String csv) {
    return new HrRows(PeopleFile.of(csv), true);
  }

  private static HrRow row(String header, String values) {
    HrRows rows = rows(header + "\n" + values + "\n");
    assertThat(rows.rejected()).isEmpty();
    assertThat(rows.remarks()).as(values).isEmpty();
    return rows.rows().getFirst();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-05-08:00",
        "2024-03-05+01:00",
        "2024-03-05Z",
        "2024-03-05 UTC",
        "2024-03-05T00:00:00.000-08:00",
        "2024-03-05T00:00:00.000+0000",
        "2024-03-05T00:00",
        "2024-03-05 00:00:00 PST",
        "2024-03-05T00:00+01:00[Europe/Berlin]",
        "2024-03-05 00:00:00 Europe/Berlin",
        "2024-03-05 00:00:00 (UTC)",
        "3/5/2024 12:00:00 AM +00:00",
        "20240305000000.0Z",
        "20240305T000000Z",
        "20240305000000",
        "/Date(1709596800000)/",
        "/Date(1709596800000+0000)/",
        "1709596800000",
        "1709596800",
        "45356",
        "45356.5",
        "133540704000000000",
        "2024. 3. 5.",
        "5. 3. 2024",
        "2024年3月5日",
        "2024년 3월 5일",
        "２０２４／０３／０５",
        "5. März 2024",
        "5. Maerz 2024",
        "05-mrt-2024",
        "5 mars 2024",
        "mardi 5 mars 2024",
        "5 de marzo de 2024",
        "5 de março de 2024",
        "5 marzo 2024",
        "5 marca 2024",
        "5. března 2024",
        "Tuesday, March 5th, 2024",
        "5th of March 2024",
        "2024 March 5"
      })
  void a_day_is_read_whatever_stands_around_it(String text) {
    boolean american = text.startsWith("3/");
    assertThat(new HrDates(!american).parse(text)).isEqualTo(MARCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1900-01-01",
        "1/1/1900",
        "01.01.1900",
        "1/0/1900",
        "00.01.1900",
        "1899-12-30",
        "12/31/1899",
        "0001-01-01",
        "0001-01-01T00:00:00",
        "1753-01-01",
        "1601-01-01T00:00:00Z",
        "0000-00-00",
        "00/00/0000",
        "00000000",
        "0",
        "9999-12-31",
        "12/31/9999",
        "31.12.9999",
        "4712-12-31",
        "2099-12-31",
        "2999-12-31T00:00:00Z",
        "9223372036854775807",
        "/Date(-2208988800000)/",
        "/Date(253402214400000)/",
        "n/a",
        "unbefristet",
        "Indéterminé",
        "CDI",
        "never",
        "--",
        "."
      })
  void there_are_many_ways_to_say_no_date(String text) {
    assertThat(new HrDates(true).parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "2024-13-40", "March 2024", "5 March April 2024", "1850-06-06"})
  void what_is_no_date_is_none(String text) {
    assertThatThrownBy(() -> new HrDates(true).parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void an_end_before_the_hire_date_counts_nobody_as_left() {
    HrRows rows =
        rows(
            """
            Employee ID,Work Email,Job Title,Hire Date,End Date
            1,a@x.example,Eng,2024-03-05,1900-01-01
            2,b@x.example,Eng,2024-03-05,1/1/1900
            3,c@x.example,Eng,2024-03-05,2019-06-30
            4,d@x.example,Eng,,1970-01-01
            5,e@x.example,Eng,2024-03-05,2025-02-28
            """);
    assertThat(rows.rows())
        .extracting(HrRow::endDate)
        .containsExactly(null, null, null, null, LocalDate.of(2025, 2, 28));
    assertThat(rows.remarks())
        .containsExactly(
            new ImportReport.Row(
                4, "end date 2019-06-30 lies before the hire date 2024-03-05: left empty"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      textBlock =
          """
          ="000123"               ~ 000123
          "=""000123\"""           ~ 000123
          '000123                 ~ 000123
          ’000123                 ~ 000123
          =T("000123")            ~ 000123
          "=T(""000123"")"        ~ 000123
          =000123                 ~ 000123
          "=TEXT(123,""000000"")" ~ 000123
          \"""000123\"""            ~ 000123
          123.0                   ~ 123
          """)
  void a_spreadsheets_guard_is_no_part_of_a_number(String written, String id) {
    HrRow row =
        row("Employee ID,Work Email,Job Title,Manager ID", written + ",a@x.example,Eng," + written);
    assertThat(row.employeeId()).isEqualTo(id);
    assertThat(row.manager()).extracting(HrRow.ManagerReference::id).isEqualTo(id);
  }

  @Test
  void guards_go_from_every_value_and_names_keep_their_apostrophe() {
    HrRow row =
        row(
            "=\"Employee ID\",Work Email,Display Name,Job Title,Department",
            "=\"7\",'a@x.example,=\"Ash, Ann\",'=Head of Sales,\"'t Hart\"");
    assertThat(row.logins()).containsExactly("a@x.example");
    assertThat(row.displayName()).isEqualTo("Ann Ash");
    assertThat(row.title()).isEqualTo("=Head of Sales");
    assertThat(row.department()).isEqualTo("'t Hart");
  }

  @Test
  void a_number_that_a_spreadsheet_rounded_is_nobodys() {
    HrRows rows =
        rows(
            "Employee ID,Work Email,Job Title\n4.56E+11,a@x.example,Eng\n4.56E+11,b@x.example,Eng\n");
    assertThat(rows.rows()).extracting(HrRow::employeeId).containsOnlyNulls().hasSize(2);
    assertThat(rows.remarks().getFirst().reason()).contains("'4.56E+11' was rounded");
  }

  /** Header; who left; the second's manager; the first's title, department, hire day. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Personalnummer;Vorname;Nachname;E-Mail;Position;Abteilung;Vorgesetzter;Einstellungsdatum;Status|Inaktiv",
        "Pers.-Nr.;Vorname;Name;E-Mail (geschäftlich);Funktion;Bereich;Führungskraft;Eintritt;Status|ausgeschieden",
        "Matricule;Prénom;Nom;Adresse e-mail;Intitulé du poste;Service;Responsable hiérarchique;Date d'entrée;Statut|Inactif",
        "Nº empleado;Nombre;Apellidos;Correo electrónico;Puesto;Departamento;Jefe directo;Fecha de alta;Estado|Baja",
        "Matricola;Nome;Cognome;Indirizzo e-mail;Mansione;Reparto;Responsabile;Data assunzione;Stato|Cessato",
        "Matrícula;Primeiro nome;Sobrenome;E-mail corporativo;Função;Setor;Gestor;Data de admissão;Situação|Demitido",
        "Personeelsnummer;Voornaam;Achternaam;E-mailadres;Functie;Afdeling;Leidinggevende;Datum in dienst;Status|Uit dienst",
        "Numer pracownika;Imię;Nazwisko;Adres e-mail;Stanowisko;Dział;Przełożony;Data zatrudnienia;Status|Zwolniony",
        "Osobní číslo;Jméno;Příjmení;Pracovní e-mail;Pracovní pozice;Oddělení;Nadřízený;Datum nástupu;Stav|Ukončen",
        "社員番号;名;姓;メールアドレス;役職;部署;上司;入社日;ステータス|退職",
        "OSOBNI CISLO;JMENO;PRIJMENI;PRACOVNI E-MAIL;POZICE;ODDELENI;NADRIZENY;DATUM NASTUPU;STAV|neaktivni"
      })
  void headers_of_other_languages_are_read(String headerAndStatus) {
    String[] parts = headerAndStatus.split("\\|");
    HrRows rows =
        rows(
            parts[0]
                + "\n12;Jörg;Groß;joerg@x.example;Entwickler;Technik;;01.03.2024;\n"
                + "13;Käthe;Öz;kaethe@x.example;Entwicklerin;Technik;Jörg Groß;15.04.2024;"
                + parts[1]
                + "\n");
    assertThat(rows.remarks()).isEmpty();
    assertThat(rows.rows())
        .extracting(HrRow::employeeId, HrRow::login, HrRow::displayName, HrRow::title)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "12", "joerg@x.example", "Jörg Groß", "Entwickler"),
            org.assertj.core.api.Assertions.tuple(
                "13", "kaethe@x.example", "Käthe Öz", "Entwicklerin"));
    HrRow second = rows.rows().get(1);
    assertThat(second.department()).isEqualTo("Technik");
    assertThat(second.hireDate()).isEqualTo(LocalDate.of(2024, 4, 15));
    assertThat(second.manager()).extracting(HrRow.ManagerReference::name).isEqualTo("Jörg Groß");
    assertThat(rows.rows()).extracting(HrRow::inactive).containsExactly(false, true);
  }

  @Test
  void a_column_that_was_not_read_is_named_with_its_header() {
    HrRows rows =
        rows(
            """
            Report of today,,,
            Employee ID,Work Email,Job Title,Hyväksyjä,Phone,,Leer
            1,a@x.example,Eng,Bo,123,x,
            """);
    assertThat(rows.remarks())
        .containsExactly(
            new ImportReport.Row(
                2,
                "these columns are not known and were not read: 'Hyväksyjä', column 6 without a"
                    + " name"));
  }

  @ParameterizedTest
  @CsvSource({
    "Terminated (Voluntary), true",
    "Gekündigt zum 31.12., true",
    "Baja, true",
    "Baja médica, false",
    "On Leave, false",
    "Elternzeit, false",
    "Full-Time, false",
    "In Dienst, false",
    "Uit dienst, true"
  })
  void a_status_is_understood_as_far_as_it_says(String status, boolean left) {
    assertThat(
            row("Employee ID,Work Email,Job Title,Status", "1,a@x.example,Eng," + status)
                .inactive())
        .isEqualTo(left);
  }

  @Test
  void a_status_nobody_knows_is_told_once_and_counts_as_working_here() {
    HrRows rows =
        rows(
            "Employee ID,Work Email,Job Title,Status\n1,a@x.example,Eng,Zeta\n2,b@x.example,Eng,Zeta\n");
    assertThat(rows.remarks())
        .containsExactly(
            new ImportReport.Row(
                2, "status 'Zeta' is not known: it counts as somebody who works here"));
    assertThat(rows.rows()).noneMatch(HrRow::inactive);
  }

  @Test
  void whether_somebody_is_active_may_be_yes_or_no() {
    assertThat(row("Employee ID,Work Email,Job Title,Active", "1,a@x.example,Eng,No").inactive())
        .isTrue();
    assertThat(
            row("Employee ID,Work Email,Job Title,Enabled", "1,a@x.example,Eng,False").inactive())
        .isTrue();
    assertThat(row("Personalnummer,E-Mail,Stelle,Aktiv", "1,a@x.example,Eng,Ja").inactive())
        .isFalse();
    assertThat(row("Personalnummer,E-Mail,Stelle,Aktiv", "1,a@x.example,Eng,nein").inactive())
        .isTrue();
  }

  @Test
  void czech_names_in_iso_are_not_signs_of_copyright() {
    String csv = "Osobní číslo;Jméno;E-mail;Pracovní pozice\n7;Šárka Žáčková;a@x.example;Účetní\n";
    assertThat(HrText.decode(csv.getBytes(Charset.forName("ISO-8859-2"))).text()).isEqualTo(csv);
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1250, Osobné číslo;Meno;Priezvisko;Pracovný e-mail;Pozícia, Ľubica;Šťastná;a@x.example;Účtovníčka",
    "windows-1250, Employee ID;First Name;Last Name;Work Email;Job Title, Łucja;Żółć;a@x.example;Księgowa",
    "ISO-8859-2, Numer pracownika;Imię;Nazwisko;Adres e-mail;Stanowisko, Łucja;Żółć;a@x.example;Księgowa",
    "ISO-8859-2, Osobní číslo;Jméno;Příjmení;E-mail;Pracovní pozice, Šárka;Žáčková;a@x.example;Účetní",
    "windows-1252, Personalnummer;Vorname;Nachname;E-Mail;Stelle, Jörg;Groß;a@x.example;Einkäufer",
    "windows-1252, Matricule;Prénom;Nom;Courriel;Poste, Hélène;Lefèvre;a@x.example;Ingénieure",
    "x-MacRoman, Employee ID;First Name;Last Name;Work Email;Job Title, Jörg;Groß;a@x.example;Einkäufer",
    "IBM850, Personalnummer;Vorname;Nachname;E-Mail;Stelle, Jörg;Grüßer;a@x.example;Einkäufer",
    "UTF-16LE, Employee ID;First Name;Last Name;Work Email;Job Title, Jörg;Groß;a@x.example;Einkäufer",
    "UTF-16BE, Employee ID;First Name;Last Name;Work Email;Job Title, Łucja;Żółć;a@x.example;Księgowa"
  })
  void the_letters_are_right_or_a_remark_says_that_they_may_not_be(
      String charset, String header, String values) {
    HrText text =
        HrText.decode((header + "\r\n7;" + values + "\r\n").getBytes(Charset.forName(charset)));
    HrRows rows = new HrRows(PeopleFile.of(text), true);
    String[] names = values.split(";");
    assertThat(rows.rows().getFirst().displayName()).isEqualTo(names[0] + " " + names[1]);
    assertThat(rows.rows().getFirst().title()).isEqualTo(names[3]);
  }

  @Test
  void a_doubtful_reading_is_told_with_the_word_to_look_at() {
    byte[] french =
        "Employee ID;Last Name;Work Email\n7;Lefèvre;a@x.example\n"
            .getBytes(Charset.forName("windows-1252"));
    HrRows rows = new HrRows(PeopleFile.of(HrText.decode(french)), true);
    assertThat(rows.rows().getFirst().displayName()).isEqualTo("Lefèvre");
    assertThat(rows.remarks()).hasSize(1);
    assertThat(rows.remarks().getFirst().line()).isEqualTo(2);
    assertThat(rows.remarks().getFirst().reason())
        .contains("not UTF-8", "windows-1252", "'Lefèvre'");
    byte[] plain =
        "Employee ID;Last Name;Work Email\n7;Lefèvre;a@x.example\n"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(new HrRows(PeopleFile.of(HrText.decode(plain)), true).remarks()).isEmpty();
  }

  @Test
  void nothing_hidden_is_left_in_a_persons_facts() {
    HrRow row =
        row(
            "\u200bEmployee ID,Work Email,Display Name,Job Title,Location",
            "7\u200b,a@x\u00ad.example,\u202eAnn\u202c Ash,Engi\u200dneer,Os\u2060lo");
    assertThat(row.employeeId()).isEqualTo("7");
    assertThat(row.login()).isEqualTo("a@x.example");
    assertThat(row.displayName()).isEqualTo("Ann Ash");
    assertThat(row.title()).isEqualTo("Engineer");
    assertThat(row.location()).isEqualTo("Oslo");
  }

  /** A name with two meanings would give one language's files another's columns. */
  @Test
  void no_word_of_the_list_means_two_things() {
    Set<String> names = new HashSet<>();
    List<@Nullable String> twice = new ArrayList<>();
    Arrays.stream(HrColumn.values())
        .flatMap(column -> column.names().stream())
        .filter(name -> !names.add(name))
        .forEach(twice::add);
    HrWords.of(HrWords.UNUSED).stream().filter(names::contains).forEach(twice::add);
    HrWords.of(HrWords.GONE).stream()
        .filter(HrWords.of(HrWords.HERE)::contains)
        .forEach(twice::add);
    assertThat(twice).isEmpty();
    assertThat(names).hasSizeGreaterThan(600);
  }
}
