package com.orgscope.testing;

import java.time.Instant;

/** A visit to an application, as Okta's System Log tells it: for tests that read a log. */
public record OktaVisit(
    String uuid, Instant at, String account, String login, String session, String app) {

  /** By {@code user<number>@x.example}, whose account and session have that number too. */
  public static OktaVisit of(String uuid, Instant at, int number, String app) {
    return new OktaVisit(
        uuid, at, "00u" + number, "user" + number + "@x.example", "s" + number, app);
  }

  public OktaVisit by(String otherAccount, String otherLogin) {
    return new OktaVisit(uuid, at, otherAccount, otherLogin, session, app);
  }

  public OktaVisit in(String otherSession) {
    return new OktaVisit(uuid, at, account, login, otherSession, app);
  }

  /** One event of the log, without the end of its line. */
  public String json() {
    return """
    {"uuid":"%s","published":"%s","eventType":"user.authentication.sso",\
    "actor":{"id":"%s","type":"User","alternateId":"%s"},\
    "outcome":{"result":"SUCCESS"},"authenticationContext":{"externalSessionId":"%s"},\
    "target":[{"type":"AppInstance","alternateId":"%s","displayName":"SAML App"}]}\
    """
        .formatted(uuid, at, account, login, session, app);
  }
}
