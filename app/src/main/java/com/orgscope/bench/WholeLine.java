package com.orgscope.bench;

import com.orgscope.lake.Source;

/** An event of each provider in one line, to stand beside a broken one and come through. */
final class WholeLine {
  /** The application it is about. */
  public static final String APP = "whole line";

  private static final String OKTA =
      """
      {"uuid":"%s","published":"2026-03-17T09:00:00Z","eventType":"user.authentication.sso",\
      "actor":{"id":"00u1","type":"User"},"outcome":{"result":"SUCCESS"},\
      "target":[{"type":"AppInstance","alternateId":"whole line"}]}
      """;
  private static final String GOOGLE =
      """
      {"kind":"admin#reports#activity","id":{"time":"2026-03-17T09:00:00.000Z",\
      "uniqueQualifier":"%s","applicationName":"saml","customerId":"C1"},\
      "actor":{"email":"ann@whole.example","profileId":"1"},"events":[{"type":"login",\
      "name":"login_success","parameters":[{"name":"application_name","value":"whole line"}]}]}
      """;
  private static final String ENTRA =
      """
      {"id":"%s","createdDateTime":"2026-03-17T09:00:00Z","userId":"u1",\
      "userPrincipalName":"ann@whole.example","appId":"a1","appDisplayName":"whole line",\
      "status":{"errorCode":0},"isInteractive":true}
      """;

  private WholeLine() {}

  /**
   * @param id what tells it from others
   */
  public static String of(Source source, String id) {
    return switch (source) {
      case OKTA -> OKTA.formatted(id);
      case GOOGLE -> GOOGLE.formatted(id);
      case ENTRA -> ENTRA.formatted(id);
    };
  }
}
