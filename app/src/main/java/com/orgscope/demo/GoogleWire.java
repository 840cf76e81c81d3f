package com.orgscope.demo;

import static com.orgscope.demo.Line.ascii;
import static com.orgscope.demo.Line.quoted;

import java.util.List;

/**
 * Google Workspace Reports API items. As in real captures, the qualifier of login items is the same
 * all the time for a person, so that ids are not unique, and one item may hold several events.
 */
final class GoogleWire implements Wire {
  private static final byte[] HEAD =
      ascii("{\"kind\":\"admin#reports#activity\",\"id\":{\"time\":\"");
  private static final byte[] QUALIFIER = ascii("Z\",\"uniqueQualifier\":\"");
  private static final byte[] APPLICATION = ascii("\",\"applicationName\":\"");
  private static final byte[] CUSTOMER = ascii("\",\"customerId\":\"C00fernwk\"},\"etag\":\"\\\"");
  private static final byte[] ETAG = ascii("/");
  private static final byte[] ACTOR =
      ascii("\\\"\",\"actor\":{\"callerType\":\"USER\",\"email\":\"");
  private static final byte[] ACTOR_BRIEF = ascii("\\\"\",\"actor\":{\"email\":\"");
  private static final byte[] PROFILE = ascii("\",\"profileId\":\"");
  private static final byte[] ADDRESS = ascii("\"},\"ipAddress\":\"");
  private static final byte[] EVENTS = ascii("\",\"events\":[");
  private static final byte[] END = ascii("]}");
  private static final byte[] KEY_ACTOR =
      ascii("\\\"\",\"actor\":{\"callerType\":\"KEY\",\"key\":\"");
  private static final byte[] KEY_END = ascii("\"},\"events\":[");

  private static final byte[] LOGIN = ascii("login");
  private static final byte[] SAML = ascii("saml");
  private static final byte[] TOKEN = ascii("token");
  private static final byte[] ADMIN = ascii("admin");

  private static final byte[] LOGIN_SUCCESS =
      ascii(
          "{\"type\":\"login\",\"name\":\"login_success\",\"parameters\":[{\"name\":\"login_type\","
              + "\"value\":\"google_password\"},{\"name\":\"login_challenge_method\","
              + "\"multiValue\":[\"password\"]},{\"name\":\"is_suspicious\",\"boolValue\":false}]}");
  private static final byte[] LOGIN_FAILURE =
      ascii(
          "{\"type\":\"login\",\"name\":\"login_failure\",\"parameters\":[{\"name\":\"login_type\","
              + "\"value\":\"google_password\"},{\"name\":\"login_challenge_method\","
              + "\"multiValue\":[\"password\"]},{\"name\":\"login_failure_type\","
              + "\"value\":\"login_failure_invalid_password\"}]}");
  private static final byte[] VERIFICATION =
      ascii(
          "{\"type\":\"login\",\"name\":\"login_verification\",\"parameters\":[{\"name\":"
              + "\"login_type\",\"value\":\"google_password\"},{\"name\":"
              + "\"login_challenge_method\",\"multiValue\":[\"google_prompt\"]},{\"name\":"
              + "\"login_challenge_status\",\"value\":\"passed\"},{\"name\":\"is_second_factor\","
              + "\"boolValue\":true}]}");
  private static final byte[] CHALLENGE_FAILED =
      ascii(
          "{\"type\":\"login\",\"name\":\"login_challenge\",\"parameters\":[{\"name\":\"login_type\","
              + "\"value\":\"google_password\"},{\"name\":\"login_challenge_method\","
              + "\"multiValue\":[\"google_prompt\"]},{\"name\":\"login_challenge_status\","
              + "\"value\":\"incorrect_answer_entered\"}]}");
  private static final byte[] LOGOUT =
      ascii(
          "{\"type\":\"login\",\"name\":\"logout\",\"parameters\":[{\"name\":\"login_type\","
              + "\"value\":\"google_password\"}]}");
  private static final byte[] SAML_SUCCESS = samlEvent("login_success", "SUCCESS_URI");
  private static final byte[] SAML_FAILURE = samlEvent("login_failure", "REQUEST_DENIED_URI");
  private static final byte[] SAML_IDP = ascii("{\"name\":\"initiated_by\",\"value\":\"idp\"}]}");
  private static final byte[] SAML_SP = ascii("{\"name\":\"initiated_by\",\"value\":\"sp\"}]}");
  private static final byte[] AUTHORIZE =
      ascii("{\"type\":\"auth\",\"name\":\"authorize\",\"parameters\":[");
  private static final byte[] ACTIVITY =
      ascii("{\"type\":\"auth\",\"name\":\"activity\",\"parameters\":[");
  private static final byte[] SCOPES =
      ascii(
          ",{\"name\":\"scope_data\",\"multiMessageValue\":[{\"parameter\":[{\"name\":\"scope_name\","
              + "\"value\":\"https://www.googleapis.com/auth/userinfo.email\"},{\"name\":"
              + "\"product_bucket\",\"multiValue\":[\"IDENTITY\"]}]}]},{\"name\":\"scope\","
              + "\"multiValue\":[\"https://www.googleapis.com/auth/userinfo.email\"]}]}");
  private static final byte[] BYTES =
      ascii(
          ",{\"name\":\"api_name\",\"value\":\"oauth2\"},{\"name\":\"method_name\",\"value\":"
              + "\"oauth2.userinfo.get\"},{\"name\":\"num_response_bytes\",\"intValue\":\"");
  private static final byte[] BYTES_END = ascii("\"}]}");
  private static final byte[] BROWSER =
      ascii(
          "{\"name\":\"client_id\",\"value\":\"77185425430.apps.googleusercontent.com\"},{\"name\":"
              + "\"app_name\",\"value\":\"Google Chrome\"},{\"name\":\"client_type\","
              + "\"value\":\"NATIVE_DESKTOP\"}");
  private static final List<byte[]> ADMINISTRATION =
      List.of(
          ascii(
              "{\"type\":\"APPLICATION_SETTINGS\",\"name\":\"CHANGE_APPLICATION_SETTING\","
                  + "\"parameters\":[{\"name\":\"SETTING_NAME\",\"value\":\"SessionControl\"}]}"),
          ascii(
              "{\"type\":\"GROUP_SETTINGS\",\"name\":\"ADD_GROUP_MEMBER\",\"parameters\":[{\"name\":"
                  + "\"GROUP_EMAIL\",\"value\":\"everybody@fernwick-otter.example\"}]}"),
          ascii(
              "{\"type\":\"USER_SETTINGS\",\"name\":\"CREATE_USER\",\"parameters\":[{\"name\":"
                  + "\"USER_EMAIL\",\"value\":\"newcomer@fernwick-otter.example\"}]}"));

  private final byte[][] samlNames;
  private final byte[][] clients;

  private static byte[] samlEvent(String name, String status) {
    return ascii(
        ("{\"type\":\"login\",\"name\":\"%s\",\"parameters\":[{\"name\":\"orgunit_path\",\"value\":"
                + "\"/\"},{\"name\":\"saml_status_code\",\"value\":\"%s\"},")
            .formatted(name, status));
  }

  GoogleWire(long seed, Workforce workforce) {
    samlNames = new byte[workforce.products().size()][];
    clients = new byte[workforce.products().size()][];
    for (Product product : workforce.products()) {
      String label = quoted(product.label());
      samlNames[product.index()] =
          ascii("{\"name\":\"application_name\",\"value\":" + label + "},");
      clients[product.index()] =
          ascii(
              ("{\"name\":\"client_id\",\"value\":\"%s-%s.apps.googleusercontent.com\"},{\"name\":"
                      + "\"app_name\",\"value\":%s},{\"name\":\"client_type\",\"value\":\"WEB\"}")
                  .formatted(
                      100_000_000_000L + (product.identity(seed) >>> 28),
                      new Line().hex(Dice.mix(product.identity(seed)), 16).text(),
                      label));
    }
  }

  @Override
  public void write(Moment moment, Line out) {
    switch (moment.kind) {
      case SESSION_START -> {
        item(moment, LOGIN, out);
        if (moment.pick(1, 4) == 0) {
          out.add(VERIFICATION).one(',');
        }
        out.add(LOGIN_SUCCESS).add(END);
      }
      case SESSION_END -> item(moment, LOGIN, out).add(LOGOUT).add(END);
      case PASSWORD_FAILED -> item(moment, LOGIN, out).add(LOGIN_FAILURE).add(END);
      case CHALLENGE -> item(moment, LOGIN, out).add(VERIFICATION).add(END);
      case CHALLENGE_FAILED -> item(moment, LOGIN, out).add(CHALLENGE_FAILED).add(END);
      case VISIT, BROKEN -> visit(moment, SAML_SUCCESS, out);
      case VISIT_FAILED -> visit(moment, SAML_FAILURE, out);
      case TOKEN -> activity(moment, item(moment, TOKEN, out)).add(END);
      case ADMINISTRATION ->
          item(moment, ADMIN, out).add(ADMINISTRATION.get(moment.pick(1, 3))).add(END);
      case MACHINE -> machine(moment, out);
      case POLICY -> {
        // Google keeps no record of a policy that let somebody pass.
      }
    }
  }

  private void visit(Moment moment, byte[] saml, Line out) {
    Product product = moment.product;
    if (product != null && product.protocol() == Product.Protocol.OIDC) {
      if (moment.kind == Kind.VISIT_FAILED) {
        return;
      }
      item(moment, TOKEN, out).add(AUTHORIZE).add(clients[product.index()]).add(SCOPES);
      if (moment.pick(1, 5) == 0) {
        activity(moment, out.one(','));
      }
      out.add(END);
      return;
    }
    item(moment, SAML, out).add(saml).add(samlNames[product == null ? 0 : product.index()]);
    out.add(moment.pick(2, 3) == 0 ? SAML_IDP : SAML_SP).add(END);
  }

  private Line activity(Moment moment, Line out) {
    Product product = moment.product;
    out.add(ACTIVITY).add(product == null ? BROWSER : clients[product.index()]).add(BYTES);
    return out.number(180 + moment.pick(3, 40_000)).add(BYTES_END);
  }

  private static Line id(Moment moment, byte[] application, Line out) {
    out.add(HEAD).time(moment.at).add(QUALIFIER);
    if (application == LOGIN) {
      out.number(100_000_000_000L + (moment.who.identity() >>> 28));
    } else {
      out.number(moment.identity);
    }
    out.add(APPLICATION).add(application).add(CUSTOMER).token(7, 43).add(ETAG);
    return out.token(moment.identity, 27);
  }

  private static Line item(Moment moment, byte[] application, Line out) {
    id(moment, application, out);
    out.add(moment.pick(4, 3) == 0 ? ACTOR_BRIEF : ACTOR);
    out.add(ascii(moment.who.loginOn(moment.day))).add(PROFILE).one('1');
    out.number(1_000_000_000_000_000_000L + (moment.who.identity() >>> 3)).one('7').add(ADDRESS);
    Wire.address(moment, out);
    return out.add(EVENTS);
  }

  private void machine(Moment moment, Line out) {
    id(moment, TOKEN, out).add(KEY_ACTOR);
    out.add(ascii(Workforce.MACHINES.get(moment.pick(1, Workforce.MACHINES.size()))));
    activity(moment, out.add(KEY_END)).add(END);
  }
}
