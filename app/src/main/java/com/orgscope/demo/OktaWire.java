package com.orgscope.demo;

import static com.orgscope.demo.Line.ascii;
import static com.orgscope.demo.Line.quoted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Okta System Log events: every key of the schema, targets in whatever order. */
final class OktaWire implements Wire {
  private static final byte[] ACTOR = ascii("{\"actor\":");
  private static final byte[] CLIENT = ascii(",\"client\":{\"userAgent\":{\"rawUserAgent\":\"");
  private static final byte[] OS = ascii("\",\"os\":\"");
  private static final byte[] BROWSER = ascii("\",\"browser\":\"");
  private static final byte[] DEVICE = ascii("\"},\"zone\":\"null\",\"device\":\"");
  private static final byte[] ADDRESS = ascii("\",\"id\":null,\"ipAddress\":\"");
  private static final byte[] GEO = ascii("\",\"geographicalContext\":");
  private static final byte[] CONTEXT =
      ascii(
          "},\"device\":null,\"authenticationContext\":{\"authenticationProvider\":null,"
              + "\"credentialProvider\":null,\"credentialType\":null,\"issuer\":null,"
              + "\"interface\":null,\"authenticationStep\":0,\"rootSessionId\":\"");
  private static final byte[] SESSION = ascii("\",\"externalSessionId\":\"");
  private static final byte[] MESSAGE = ascii("\"},\"displayMessage\":");
  private static final byte[] PUBLISHED = ascii(",\"published\":\"");
  private static final byte[] DEBUG =
      ascii(
          "Z\",\"securityContext\":{\"asNumber\":64496,\"asOrg\":\"documentation network\","
              + "\"isp\":\"documentation network\",\"domain\":null,\"isProxy\":false},"
              + "\"severity\":\"INFO\",\"debugContext\":{\"debugData\":{\"requestId\":\"");
  private static final byte[] HASH = ascii("\",\"dtHash\":\"");
  private static final byte[] TRANSACTION = ascii(",\"transaction\":{\"type\":\"WEB\",\"id\":\"");
  private static final byte[] LEGACY = ascii("\",\"threatSuspected\":\"false\"}}");
  private static final byte[] UUID = ascii("\",\"detail\":{}},\"uuid\":\"");
  private static final byte[] REQUEST =
      ascii("\",\"version\":\"0\",\"request\":{\"ipChain\":[{\"ip\":\"");
  private static final byte[] TARGET = ascii(",\"version\":\"V4\",\"source\":null}]},\"target\":");
  private static final byte[] TARGET_V6 =
      ascii(",\"version\":\"V6\",\"source\":null}]},\"target\":");
  private static final byte[] NULL = ascii("null}");
  private static final byte[] END = ascii("]}");
  private static final byte[] QUOTE_END = ascii("\",\"detailEntry\":null}");

  private static final Saying SESSION_START =
      saying("User login to Okta", "user.session.start", "core.user_auth.login_success", "SUCCESS");
  private static final Saying SESSION_END =
      saying(
          "User logout from Okta", "user.session.end", "core.user_auth.logout_success", "SUCCESS");
  private static final Saying PASSWORD_FAILED =
      saying(
          "User login to Okta",
          "user.session.start",
          "core.user_auth.login_failed",
          "FAILURE:INVALID_CREDENTIALS");
  private static final Saying CHALLENGED =
      saying(
          "Evaluation of sign-on policy",
          "policy.evaluate_sign_on",
          null,
          "CHALLENGE:Sign-on policy evaluation resulted in CHALLENGE");
  private static final Saying ALLOWED =
      saying(
          "Evaluation of sign-on policy",
          "policy.evaluate_sign_on",
          null,
          "ALLOW:Sign-on policy evaluation resulted in AUTHENTICATED");
  private static final Saying FACTOR =
      saying(
          "Authentication of user via MFA",
          "user.authentication.auth_via_mfa",
          "core.user.factor.attempt_success",
          "SUCCESS");
  private static final Saying FACTOR_FAILED =
      saying(
          "Authentication of user via MFA",
          "user.authentication.auth_via_mfa",
          "core.user.factor.attempt_fail",
          "FAILURE:INVALID_CREDENTIALS");
  private static final Saying SSO =
      saying("User single sign on to app", "user.authentication.sso", "app.auth.sso", "SUCCESS");
  private static final Saying SSO_FAILED =
      saying(
          "User single sign on to app",
          "user.authentication.sso",
          "app.auth.sso",
          "FAILURE:User not assigned to app");
  private static final List<Saying> TOKENS =
      List.of(
          saying(
              "OIDC refresh token is granted",
              "app.oauth2.token.grant.refresh_token",
              "app.oauth2.token.grant.refresh_token_success",
              "SUCCESS"),
          saying(
              "OIDC access token is granted",
              "app.oauth2.token.grant.access_token",
              "app.oauth2.token.grant.access_token_success",
              "SUCCESS"),
          saying(
              "OIDC id token is granted",
              "app.oauth2.token.grant.id_token",
              "app.oauth2.token.grant.id_token_success",
              "SUCCESS"),
          saying(
              "OIDC authorization code request",
              "app.oauth2.authorize.code",
              "app.oauth2.authorize.code_success",
              "SUCCESS"));
  private static final List<Saying> ADMINISTRATION =
      List.of(
          saying(
              "Add user to application membership",
              "application.user_membership.add",
              "app.generic.provision.assign_user_to_app",
              "SUCCESS"),
          saying(
              "Add user to group membership",
              "group.user_membership.add",
              "core.user_group_member.user_add",
              "SUCCESS"),
          saying(
              "Update user profile for Okta",
              "user.account.update_profile",
              "core.user.config.profile.update",
              "SUCCESS"),
          saying("Update policy rule", "policy.rule.update", "policy.rule.update", "SUCCESS"));
  private static final Saying MACHINE_TOKEN =
      saying(
          "OAuth2 access token is granted",
          "app.oauth2.as.token.grant.access_token",
          "app.oauth2.as.token.grant.access_token_success",
          "SUCCESS");
  private static final byte[] POLICY_TARGETS =
      ascii(
          "[{\"id\":\"00pfernwickSignOn0001\",\"type\":\"PolicyEntity\",\"alternateId\":\"unknown\","
              + "\"displayName\":\"Sign-on policy\",\"detailEntry\":{\"policyType\":\"OktaSignOn\"}},"
              + "{\"id\":\"0prfernwickRule000001\",\"type\":\"PolicyRule\",\"alternateId\":"
              + "\"00pfernwickSignOn0001\",\"displayName\":\"Everybody\",\"detailEntry\":null}");
  private static final byte[] FACTOR_TARGET =
      ascii(
          "{\"id\":\"pfdfernwickVerify0001\",\"type\":\"AuthenticatorEnrollment\",\"alternateId\":"
              + "\"unknown\",\"displayName\":\"Okta Verify\",\"detailEntry\":null}");
  private static final byte[] DASHBOARD =
      ascii(
          "{\"id\":\"okta.2b1959c8-bcc0-56eb-a589-cfcfb7422f26\",\"type\":\"AppInstance\","
              + "\"alternateId\":\"Okta Dashboard\",\"displayName\":\"Okta Dashboard\","
              + "\"detailEntry\":null}");
  private static final byte[] DASHBOARD_CLIENT =
      ascii(
          "{\"id\":\"okta.2b1959c8-bcc0-56eb-a589-cfcfb7422f26\",\"type\":\"PublicClientApp\","
              + "\"alternateId\":\"okta.2b1959c8-bcc0-56eb-a589-cfcfb7422f26\","
              + "\"displayName\":\"Okta Dashboard\",\"detailEntry\":null}");
  private static final byte[] TOKEN_ID = ascii("{\"id\":\"AT.");
  private static final byte[] TOKEN_REST =
      ascii(
          "\",\"type\":\"access_token\",\"alternateId\":null,\"displayName\":\"Access Token\","
              + "\"detailEntry\":{\"hash\":\"");
  private static final byte[] TOKEN_END = ascii("\"}}");
  private static final byte[] APP_USER_ID = ascii("{\"id\":\"0ua");
  private static final byte[] APP_USER = ascii("\",\"type\":\"AppUser\",\"alternateId\":\"");
  private static final byte[] APP_USER_NAME = ascii("\",\"displayName\":\"");

  private final long seed;
  private final byte[][] people;
  private final byte[][] products;
  private final byte[][] clients;
  private final byte[][] machines;
  private final Map<Place, byte[]> geography = new HashMap<>();

  /** The parts of an event that only its kind decides. */
  private record Saying(byte[] head, byte[] legacy) {}

  private static Saying saying(
      String message, String type, @Nullable String legacy, String outcome) {
    int colon = outcome.indexOf(':');
    String result = colon < 0 ? outcome : outcome.substring(0, colon);
    String reason = colon < 0 ? "null" : quoted(outcome.substring(colon + 1));
    return new Saying(
        ascii(
            "%s,\"eventType\":\"%s\",\"outcome\":{\"result\":\"%s\",\"reason\":%s}"
                .formatted(quoted(message), type, result, reason)),
        ascii(",\"legacyEventType\":" + (legacy == null ? "null" : quoted(legacy))));
  }

  OktaWire(long seed, Workforce workforce) {
    this.seed = seed;
    this.people = new byte[workforce.people().size()][];
    this.products = new byte[workforce.products().size()][];
    this.clients = new byte[workforce.products().size()][];
    for (Employee who : workforce.people()) {
      people[who.index()] = user(who, who.person().login());
      geography.computeIfAbsent(who.place(), OktaWire::geography);
    }
    for (Product product : workforce.products()) {
      products[product.index()] = instance(product);
      clients[product.index()] =
          entity(clientId(product), "PublicClientApp", clientId(product), product.label());
    }
    this.machines =
        Workforce.MACHINES.stream()
            .map(name ->
                entity("00u" + id(Dice.hash(name)), "User", name + "@" + Staffing.DOMAIN, name))
            .toArray(byte[][]::new);
  }

  private static byte[] user(Employee who, String login) {
    return entity("00u" + id(who.identity()), "User", login, who.person().displayName());
  }

  private static byte[] entity(String id, String type, String alternateId, String displayName) {
    return ascii(
        "{\"id\":\"%s\",\"type\":\"%s\",\"alternateId\":%s,\"displayName\":%s,\"detailEntry\":null}"
            .formatted(id, type, quoted(alternateId), quoted(displayName)));
  }

  private byte[] instance(Product product) {
    String mode =
        switch (product.protocol()) {
          case SAML -> "SAML_2_0";
          case WSFED -> "WS_FEDERATION";
          case OIDC -> "OPENID_CONNECT";
        };
    return ascii(
        ("{\"id\":\"%s\",\"type\":\"AppInstance\",\"alternateId\":%s,\"displayName\":%s,"
                + "\"detailEntry\":{\"signOnModeType\":\"%s\"}}")
            .formatted(
                clientId(product), quoted(product.label()), quoted(product.definition()), mode));
  }

  private String clientId(Product product) {
    return "0oa" + id(product.identity(seed));
  }

  /** The 17 characters after the prefix of an Okta id. */
  private static String id(long identity) {
    return new Line().token(identity, 17).text();
  }

  private static byte[] geography(Place place) {
    return ascii(
        ("{\"city\":%s,\"state\":%s,\"country\":%s,\"postalCode\":%s,"
                + "\"geolocation\":{\"lat\":%s,\"lon\":%s}}")
            .formatted(
                quoted(place.city()),
                quoted(place.state()),
                quoted(place.country()),
                quoted(place.postalCode()),
                place.latitude(),
                place.longitude()));
  }

  @Override
  public void write(Moment moment, Line out) {
    switch (moment.kind) {
      case SESSION_START -> start(moment, SESSION_START, out);
      case SESSION_END -> plain(moment, SESSION_END, out);
      case PASSWORD_FAILED -> plain(moment, PASSWORD_FAILED, out);
      case POLICY -> policy(moment, out);
      case CHALLENGE -> factor(moment, FACTOR, out);
      case CHALLENGE_FAILED -> factor(moment, FACTOR_FAILED, out);
      case VISIT, BROKEN -> visit(moment, SSO, out);
      case VISIT_FAILED -> visit(moment, SSO_FAILED, out);
      case TOKEN -> token(moment, out);
      case ADMINISTRATION -> administration(moment, out);
      case MACHINE -> machine(moment, out);
    }
  }

  private byte[] actor(Moment moment) {
    String login = moment.who.loginOn(moment.day);
    return login.equals(moment.who.person().login())
        ? people[moment.who.index()]
        : user(moment.who, login);
  }

  /** Everything up to the value of {@code target}. */
  private Line frame(Moment moment, byte[] actor, Saying saying, Line out) {
    Device device = Device.of(moment);
    byte[] geo = geography.getOrDefault(moment.who.place(), NULL);
    out.add(ACTOR).add(actor).add(CLIENT).add(device.raw()).add(OS).add(device.os());
    out.add(BROWSER).add(device.browser()).add(DEVICE).add(device.kind()).add(ADDRESS);
    int before = out.length();
    Wire.address(moment, out);
    boolean v6 = out.contains(before, ':');
    out.add(GEO).add(geo).add(CONTEXT).token(moment.session, 25).add(SESSION);
    out.token(moment.session, 25).add(MESSAGE).add(saying.head).add(PUBLISHED).time(moment.at);
    out.add(DEBUG).hex(Dice.mix(moment.link), 16).hex(moment.link, 16).add(HASH);
    out.hex(Dice.mix(moment.who.identity()), 16)
        .hex(moment.who.identity(), 16)
        .hex(moment.session, 16);
    out.add(LEGACY)
        .add(saying.legacy)
        .add(TRANSACTION)
        .hex(Dice.mix(moment.link), 16)
        .hex(moment.link, 16)
        .add(UUID);
    out.uuid(moment.identity).add(REQUEST);
    Wire.address(moment, out);
    return out.add(GEO).add(geo).add(v6 ? TARGET_V6 : TARGET);
  }

  private void plain(Moment moment, Saying saying, Line out) {
    byte[] actor = actor(moment);
    frame(moment, actor, saying, out).one('[').add(actor).add(END);
  }

  private void start(Moment moment, Saying saying, Line out) {
    byte[] actor = actor(moment);
    frame(moment, actor, saying, out).one('[');
    if (moment.pick(1, 2) == 0) {
      out.add(FACTOR_TARGET).one(',').add(DASHBOARD).add(END);
    } else {
      out.add(DASHBOARD).one(',').add(actor).add(END);
    }
  }

  private void policy(Moment moment, Line out) {
    byte[] actor = actor(moment);
    frame(moment, actor, moment.product == null ? CHALLENGED : ALLOWED, out).add(POLICY_TARGETS);
    if (moment.product != null) {
      out.one(',').add(products[moment.product.index()]);
    }
    out.add(END);
  }

  private void factor(Moment moment, Saying saying, Line out) {
    byte[] actor = actor(moment);
    frame(moment, actor, saying, out).one('[').add(actor).one(',').add(FACTOR_TARGET).add(END);
  }

  private void visit(Moment moment, Saying saying, Line out) {
    byte[] actor = actor(moment);
    frame(moment, actor, saying, out).one('[');
    byte[] instance = moment.product == null ? DASHBOARD : products[moment.product.index()];
    // Positions of targets are not promised, so they vary.
    switch (moment.pick(1, 8)) {
      case 0 -> {
        appUser(moment, out);
        out.one(',').add(instance);
      }
      case 1 -> {
        out.add(actor).one(',').add(instance).one(',');
        appUser(moment, out);
      }
      default -> {
        out.add(instance).one(',');
        appUser(moment, out);
      }
    }
    out.add(END);
  }

  private void appUser(Moment moment, Line out) {
    int product = moment.product == null ? 0 : moment.product.index();
    byte[] login = ascii(moment.who.loginOn(moment.day));
    out.add(APP_USER_ID).token(Dice.mix(moment.who.identity() + product), 17).add(APP_USER);
    out.add(login).add(APP_USER_NAME).add(ascii(moment.who.person().displayName()));
    out.add(QUOTE_END);
  }

  private void token(Moment moment, Line out) {
    int which = moment.pick(1, 20);
    Saying saying =
        TOKENS.get((which >= 11 ? 1 : 0) + (which >= 15 ? 1 : 0) + (which >= 18 ? 1 : 0));
    byte[] actor = actor(moment);
    byte[] instance = moment.product == null ? DASHBOARD : products[moment.product.index()];
    boolean byClient = saying != TOKENS.get(3) && moment.pick(2, 3) == 0;
    if (byClient) {
      byte[] client = moment.product == null ? DASHBOARD_CLIENT : clients[moment.product.index()];
      frame(moment, client, saying, out).one('[').add(actor).one(',');
    } else {
      frame(moment, actor, saying, out).one('[').add(instance).one(',');
    }
    out.add(TOKEN_ID).token(moment.identity, 22).add(TOKEN_REST).token(moment.link, 22);
    out.add(TOKEN_END).add(END);
  }

  private void administration(Moment moment, Line out) {
    Saying saying = ADMINISTRATION.get(moment.pick(1, ADMINISTRATION.size()));
    int other = moment.pick(2, people.length);
    frame(moment, actor(moment), saying, out).one('[').add(people[other]);
    if (moment.product != null) {
      out.one(',').add(products[moment.product.index()]);
    }
    out.add(END);
  }

  /** Machines ask for tokens as themselves; some sign in as if they were people. */
  private void machine(Moment moment, Line out) {
    int product = moment.product == null ? 0 : moment.product.index();
    byte[] account = machines[moment.pick(1, machines.length)];
    boolean signsIn = moment.pick(2, 4) == 0;
    byte[] actor = signsIn ? account : clients[product];
    frame(moment, actor, signsIn ? SSO : MACHINE_TOKEN, out).one('[').add(products[product]);
    if (!signsIn) {
      out.one(',').add(TOKEN_ID).token(moment.identity, 22).add(TOKEN_REST);
      out.token(moment.link, 22).add(TOKEN_END);
    }
    out.add(END);
  }
}
