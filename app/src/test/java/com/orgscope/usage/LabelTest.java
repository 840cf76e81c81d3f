package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
