package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class LabelTest {
  private final Label labels =
      new Label(
          KnownApplications.instance(), List.of("Harborline Freight GmbH", "Harborline", "hlf"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GitHub Enterprise Cloud                     | GitHub
          github.com                                  | GitHub
          GITHUB-PROD                                 | GitHub
          GITHUB_PRD                                  | GitHub
          GitHub (SSO)                                | GitHub
          GitHub Enterprise Cloud - Organization      |
          GitHub Enterprise Cloud - SAML              | GitHub
          hlf - GitHub [Prod]                         | GitHub
          acme - GitHub [Prod]                        | GitHub
          hlf-github-prod                             | GitHub
          Harborline Freight GmbH GitHub              | GitHub
          harborline github                           | GitHub
          GHEC                                        | GitHub
          https://github.com/harborline               | GitHub
          Git Hub                                     | GitHub
          prod-github-02                              | GitHub
          github exporter                             |
          github-sync-job                             |
          acme-github                                 |
          JIRA                                        | Jira
          Atlassian Jira Cloud                        | Jira
          Jira (Production) 2                         | Jira
          Jira Service Management                     | Jira Service Management
          Jira Align                                  | Jira Align
          harborline.atlassian.net                    | Atlassian Cloud
          SFDC                                        | Salesforce
          Salesforce.com                              | Salesforce
          Salesforce - EMEA                           | Salesforce
          Salesforce (Harborline Freight)             |
          Salesforce (Harborline)                     | Salesforce
          Salesforce Marketing Cloud                  | Salesforce Marketing Cloud
          Salesforce Claims Portal                    |
          harborline.my.salesforce.com                | Salesforce
          O365 SharePoint Online                      | SharePoint
          Office 365 SharePoint Online                | SharePoint
          Office 365 Exchange Online                  | Exchange Online
          Office 365                                  | Microsoft 365
          Microsoft Office 365 - SAML                 | Microsoft 365
          Azure Portal                                | Microsoft Azure
          Power BI Service                            | Power BI
          AWS: 123456789012 (prod)                    | Amazon Web Services
          Google Workspace                            | Google Workspace
          Google Cloud                                | Google Cloud
          Workday - Production                        | Workday
          Finance - NetSuite                          | NetSuite
          S/4HANA                                     | SAP S/4HANA
          SAP S/4 HANA - PRD                          | SAP S/4HANA
          UKG Dimensions                              | Kronos
          Bloomberg Anywhere                          | Bloomberg Terminal
          Cerner PowerChart                           | Oracle Health
          weights and biases                          | Weights & Biases
          monday.com                                  | monday.com
          New Relic Prod                              | New Relic
          1Password                                   | 1Password
          8x8                                         | 8x8
          """)
  void a_label_means_the_application_under_its_decoration(
      String label, @Nullable String application) {
    assertThat(name(label)).isEqualTo(application);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Linear                 | Linear
          Linear (Prod)          | Linear
          linear-prod            | Linear
          linear.app             | Linear
          Linear Payments        |
          Linear Cloud           |
          linearpayments.com     |
          Payments - Linear      |
          Notion                 | Notion
          Notion SSO             | Notion
          notion.so              | Notion
          Notion Capital         |
          Box                    | Box
          Box Enterprise         | Box
          hlf - Box [Prod]       | Box
          Box Office             |
          Ticket - Box           |
          Post Box               |
          Asana                  | Asana
          Asana Yoga Classes     |
          Monday                 | monday.com
          Monday Meeting Planner |
          Gong                   | Gong
          Gong Fu Tea Shop       |
          Front                  | Front
          FrontApp               | Front
          Front Desk             |
          Store Front            |
          Square                 | Square
          Square Enix Portal     |
          Town Square            |
          Square Metre Tool      |
          Epic                   | Epic
          Epic Games Store       |
          Slack                  | Slack
          Slack Water Log        |
          Toast                  | Toast
          Toastmasters           |
          Sage Advice Wiki       |
          Lever Arm Calculator   |
          Zoom Lens Catalogue    |
          """)
  void an_everyday_word_is_an_application_only_when_it_stands_alone(
      String label, @Nullable String application) {
    assertThat(name(label)).isEqualTo(application);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OpenID Connect Client",
        "SAML Service Provider",
        "Bookmark App",
        "SAML 2.0 App",
        "My App",
        "Template SAML 2.0 App",
        "Prod",
        "SSO",
        "(prod)",
        "-",
        "App",
        "Cloud",
        "Test",
        "1",
        "."
      })
  void a_generic_definition_says_nothing(String label) {
    assertThat(name(label)).isNull();
  }

  /** Real products, each named by a listed one's name and a word that elsewhere decorates. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Piwik PRO                    | Piwik PRO
          Piwik PRO (Prod)             | Piwik PRO
          Piwik                        | Matomo
          Piwik - Prod                 | Matomo
          Piwik Cloud                  |
          Piwik [Pro Server]           |
          Adobe Connect                | Adobe Connect
          Adobe Live                   |
          Adobe Business               |
          Adobe - SAML                 | Adobe Creative Cloud
          Google Business              |
          Google One Console           |
          Google (prod)                | Google Workspace
          Microsoft Account            |
          Oracle Business              |
          Salesforce Connect           |
          Salesforce (EMEA)            | Salesforce
          Dropbox Sign                 | Dropbox Sign
          Box Sign                     |
          Zendesk Connect              |
          Zendesk Single Sign On       | Zendesk
          Zendesk OpenID Connect       | Zendesk
          GitHub Desktop               |
          App Dynamics 365             |
          GitHub Pro                   |
          GitHub Enterprise (SSO)      | GitHub
          Magento Business Cloud       |
          """)
  void a_word_that_makes_another_product_is_not_stripped(
      String label, @Nullable String application) {
    assertThat(name(label)).isEqualTo(application);
  }

  /** Over the whole list: a name with any word that may be stripped is never another product. */
  @Test
  void no_known_name_with_decoration_is_another_known_application() {
    KnownApplications known = KnownApplications.instance();
    Set<String> words = new TreeSet<>(Label.decorations());
    assertThat(words).contains("pro", "cloud", "sso", "inc", "prod").hasSizeGreaterThan(60);
    List<String> forms = List.of("%s %s", "%s (%s)", "%2$s %1$s");
    for (KnownApplication application : known.all()) {
      for (String name : application.names()) {
        for (String word : words) {
          // Each name with each word, in one of the forms: all of them would take minutes.
          String form = forms.get(Math.floorMod((name + word).hashCode(), forms.size()));
          String label = form.formatted(name, word);
          KnownApplication own = known.withKey(KnownApplications.key(label));
          String found = name(label);
          if (found != null && (own == null || !found.equals(own.name()))) {
            assertThat(found).as(label).isEqualTo(application.name());
          }
        }
      }
    }
  }

  /** What the list says of several products, it says of none when a word could tell them apart. */
  @Test
  void a_vendors_or_former_name_keeps_the_words_that_form_products() {
    KnownApplications known = KnownApplications.instance();
    for (String name : List.of("Adobe", "Google", "Salesforce", "Piwik", "Magento", "Pardot")) {
      assertThat(known.isOneOfSeveral(KnownApplications.key(name))).as(name).isTrue();
      assertThat(name(name)).as(name).isNotNull();
      assertThat(name(name + " Zeta")).as(name).isNull();
    }
    assertThat(known.isOneOfSeveral("netsuite")).isFalse();
    assertThat(name("NetSuite Cloud")).isEqualTo("NetSuite");
  }

  @Test
  void labels_that_look_the_same_are_one() {
    for (String hidden :
        List.of("\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2066", "\ufe0f", "\u0007")) {
      assertThat(Label.folded("Fin" + hidden + "anceHub")).as(hidden).isEqualTo("financehub");
      assertThat(name("Git" + hidden + "Hub")).isEqualTo("GitHub");
    }
    assertThat(Label.trimmed("\u202eevil\u202c App")).isEqualTo("evil App");
    assertThat(Label.trimmed("Ｃｌａｉｍｓ　Ｐｏｒｔａｌ")).isEqualTo("Claims Portal");
  }

  @Test
  void unknown_labels_differ_by_everything_but_case_and_blanks() {
    assertThat(Label.folded("  Claims-Portal-Prod ")).isEqualTo("claims-portal-prod");
    assertThat(Label.folded("Claims\u00a0 Portal")).isEqualTo("claims portal");
    assertThat(Label.folded("claims-portal-dev")).isNotEqualTo("claims-portal-prod");
  }

  @Test
  void a_label_of_any_length_is_cut_between_characters() {
    String longLabel = "\ud83d\ude80".repeat(300);
    assertThat(Label.trimmed(longLabel).codePointCount(0, Label.trimmed(longLabel).length()))
        .isEqualTo(200);
    assertThat(name("a ".repeat(50_000))).isNull();
    assertThat(name("(" + "[".repeat(10_000))).isNull();
  }

  private @Nullable String name(String label) {
    Label.Match match = labels.find(label);
    return match == null ? null : match.application().name();
  }
}
