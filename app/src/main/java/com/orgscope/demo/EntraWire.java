package com.orgscope.demo;

import static com.orgscope.demo.Line.ascii;
import static com.orgscope.demo.Line.quoted;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra ID sign-ins, either as Microsoft Graph lists them or as records of diagnostic
 * settings. The latter also hold the steps of a sign-in as records of their own, all with one
 * correlation id, and the audit log.
 */
final class EntraWire implements Wire {
  private static final String TENANT = "7d1f0c52-94a3-4c1e-8b0e-2f6b6e1f0a11";
  private static final byte[] TIME = ascii("{\"time\":\"");
  private static final byte[] RESOURCE =
      ascii(
          "Z\",\"resourceId\":\"/tenants/%s/providers/Microsoft.aadiam\",\"operationName\":"
              .formatted(TENANT));
  private static final byte[] SIGN_IN = ascii("\"Sign-in activity\",\"operationVersion\":\"1.0\"");
  private static final byte[] AUDIT =
      ascii(
          "\"Add member to group\",\"operationVersion\":\"1.0\",\"category\":\"AuditLogs\",\"tenantId\":\""
              + TENANT
              + "\",\"resultSignature\":\"None\",\"durationMs\":0,\"correlationId\":\"");
  private static final byte[] AUDIT_PROPERTIES =
      ascii("\",\"Level\":4,\"properties\":{\"category\":\"GroupManagement\",\"id\":\"");
  private static final byte[] AUDIT_ACTIVITY =
      ascii(
          "\",\"activityDisplayName\":\"Add member to group\",\"result\":\"success\","
              + "\"initiatedBy\":{\"user\":{\"userPrincipalName\":\"");
  private static final byte[] AUDIT_END = ascii("\"}},\"targetResources\":[]}}");
  private static final byte[] CATEGORY = ascii(",\"category\":\"");
  private static final byte[] RESULT =
      ascii("\",\"tenantId\":\"" + TENANT + "\",\"resultType\":\"");
  private static final byte[] DURATION = ascii("\",\"resultSignature\":\"None\",\"durationMs\":");
  private static final byte[] CALLER = ascii(",\"callerIpAddress\":\"");
  private static final byte[] CORRELATION = ascii("\",\"correlationId\":\"");
  private static final byte[] IDENTITY = ascii("\",\"identity\":");
  private static final byte[] LOCATION = ascii(",\"Level\":4,\"location\":\"");
  private static final byte[] PROPERTIES = ascii("\",\"properties\":");
  private static final byte[] ID = ascii("{\"id\":\"");
  private static final byte[] CREATED = ascii("\",\"createdDateTime\":\"");
  private static final byte[] GRAPH_ZONE = ascii("Z\",");
  private static final byte[] HUB_ZONE = ascii("+00:00\",");
  private static final byte[] ADDRESS = ascii(",\"ipAddress\":\"");
  private static final byte[] CLIENT = ascii("\",\"clientAppUsed\":\"Browser\",\"userAgent\":\"");
  private static final byte[] PROPERTY_CORRELATION = ascii("\",\"correlationId\":\"");
  private static final byte[] ORIGINAL =
      ascii("\",\"conditionalAccessStatus\":\"success\",\"originalRequestId\":\"");
  private static final byte[] INTERACTIVE = ascii("\",\"isInteractive\":");
  private static final byte[] INTERACTIVE_TYPES =
      ascii("true,\"signInEventTypes\":[\"interactiveUser\"]");
  private static final byte[] NON_INTERACTIVE_TYPES =
      ascii("false,\"signInEventTypes\":[\"nonInteractiveUser\"]");
  private static final byte[] ISSUER =
      ascii(
          ",\"tokenIssuerName\":\"\",\"tokenIssuerType\":\"AzureAD\",\"riskDetail\":\"none\","
              + "\"riskLevelAggregated\":\"none\",\"riskLevelDuringSignIn\":\"none\","
              + "\"riskState\":\"none\",\"riskEventTypes\":[],\"riskEventTypes_v2\":[],"
              + "\"userType\":\"member\",\"homeTenantId\":\"%s\",\"resourceTenantId\":\"%s\","
                  .formatted(TENANT, TENANT)
              + "\"authenticationRequirement\":\"multiFactorAuthentication\",\"status\":");
  private static final byte[] DEVICE =
      ascii(",\"deviceDetail\":{\"deviceId\":\"\",\"displayName\":null,\"operatingSystem\":\"");
  private static final byte[] BROWSER = ascii("\",\"browser\":\"");
  private static final byte[] DEVICE_END =
      ascii("\",\"isCompliant\":null,\"isManaged\":null,\"trustType\":null},\"location\":");
  private static final byte[] DETAILS =
      ascii(",\"authenticationDetails\":[{\"authenticationStepDateTime\":\"");
  private static final byte[] PASSED_BEFORE =
      ascii(
          "Z\",\"authenticationMethod\":\"Previously satisfied\",\"authenticationMethodDetail\":null,"
              + "\"succeeded\":true,\"authenticationStepResultDetail\":\"First factor requirement"
              + " satisfied by claim in the token\",\"authenticationStepRequirement\":"
              + "\"Primary authentication\"},{\"authenticationStepDateTime\":\"");
  private static final byte[] PASSED =
      ascii(
          "Z\",\"authenticationMethod\":\"Mobile app notification\","
              + "\"authenticationMethodDetail\":\"\",\"succeeded\":true,"
              + "\"authenticationStepResultDetail\":\"MFA successfully completed\","
              + "\"authenticationStepRequirement\":\"Multifactor authentication\"}]");
  private static final byte[] END =
      ascii(
          ",\"processingTimeInMilliseconds\":214,\"networkLocationDetails\":[],"
              + "\"appliedConditionalAccessPolicies\":[]}");
  private static final String GRAPH_NAME = "Microsoft Graph";
  private static final String GRAPH_ID = "00000003-0000-0000-c000-000000000000";
  private static final byte[] SIGN_IN_LOGS = ascii("SignInLogs");
  private static final byte[] NON_INTERACTIVE_LOGS = ascii("NonInteractiveUserSignInLogs");
  private static final byte[] SERVICE_LOGS = ascii("ServicePrincipalSignInLogs");
  private static final byte[] NOTHING = ascii("null");
  private static final byte[] ZERO = ascii("0");
  private static final byte[] QUOTED_ZERO = ascii("\"0\"");
  private static final byte[] QUOTED_EMPTY = ascii("\"\"");
  private static final byte[] SERVICE_NAME = ascii("\"servicePrincipalName\":");
  private static final byte[] SERVICE_ID = ascii(",\"servicePrincipalId\":\"");
  private static final byte[] SERVICE_TYPES =
      ascii("\",\"isInteractive\":false,\"signInEventTypes\":[\"servicePrincipal\"]");
  private static final byte[] SERVICE_STATUS =
      ascii("\",\"tokenIssuerType\":\"AzureAD\",\"status\":");
  private static final byte[] START_PAGE =
      app("2793995e-0a7d-40d7-bd35-6968ba142197", "My Apps", GRAPH_NAME, GRAPH_ID);
  private static final byte[] BROKER =
      app(
          "29d9ed98-a469-4536-ade2-f981bc1d605e",
          "Microsoft Authentication Broker",
          GRAPH_NAME,
          GRAPH_ID);

  private static final Status DONE = status(0, null, null);
  private static final Status WRONG_PASSWORD =
      status(50126, "Error validating credentials due to invalid username or password.", null);
  private static final Status FACTOR_NEEDED =
      status(50074, "Strong Authentication is required.", "MFA required in Azure AD");
  private static final Status FACTOR_REQUESTED =
      status(
          50076,
          "Due to a configuration change made by your administrator, or because you moved to a new"
              + " location, you must use multi-factor authentication to access the resource.",
          "MFA required in Azure AD");
  private static final Status FACTOR_FAILED =
      status(
          500121,
          "Authentication failed during strong authentication request.",
          "MFA denied; user did not respond to mobile app notification");
  private static final Status NOT_ASSIGNED =
      status(50105, "The signed in user is not assigned to a role for the application.", null);

  private final boolean hub;
  private final byte[][] products;
  private final byte[][] resources;
  private final byte[][] users;
  private final Map<Place, byte[]> places = new HashMap<>();

  private record Status(byte[] code, byte[] json) {}

  private static Status status(int code, @Nullable String reason, @Nullable String details) {
    return new Status(
        ascii(Integer.toString(code)),
        ascii(
            "{\"errorCode\":%d,\"failureReason\":%s,\"additionalDetails\":%s}"
                .formatted(
                    code,
                    reason == null ? "\"Other.\"" : quoted(reason),
                    details == null ? "null" : quoted(details))));
  }

  private static byte[] app(String id, String name, String resource, String resourceId) {
    return ascii(
        (",\"appId\":\"%s\",\"appDisplayName\":%s,\"resourceDisplayName\":%s,\"resourceId\":\"%s\"")
            .formatted(id, quoted(name), quoted(resource), resourceId));
  }

  EntraWire(long seed, Workforce workforce, boolean hub) {
    this.hub = hub;
    this.products = new byte[workforce.products().size()][];
    this.resources = new byte[workforce.products().size()][];
    this.users = new byte[workforce.people().size()][];
    for (Product product : workforce.products()) {
      String id = uuid(product.identity(seed));
      products[product.index()] = app(id, product.label(), product.label(), id);
      resources[product.index()] =
          ascii(
              ",\"appId\":\"%s\",\"resourceDisplayName\":%s,\"resourceId\":\"%s\""
                  .formatted(uuid(~product.identity(seed)), quoted(product.label()), id));
    }
    for (Employee who : workforce.people()) {
      users[who.index()] = user(who, who.person().login());
      places.computeIfAbsent(
          who.place(),
          place ->
              ascii(
                  ("{\"city\":%s,\"state\":%s,\"countryOrRegion\":\"%s\",\"geoCoordinates\":"
                          + "{\"altitude\":null,\"latitude\":%s,\"longitude\":%s}}")
                      .formatted(
                          quoted(place.city()),
                          quoted(place.state()),
                          place.iso(),
                          place.latitude(),
                          place.longitude())));
    }
  }

  private static String uuid(long identity) {
    return new Line().uuid(identity).text();
  }

  private static byte[] user(Employee who, String login) {
    return ascii(
        "\"userDisplayName\":%s,\"userPrincipalName\":\"%s\",\"userId\":\"%s\""
            .formatted(quoted(who.person().displayName()), login, uuid(who.identity())));
  }

  @Override
  public void write(Moment moment, Line out) {
    switch (moment.kind) {
      case SESSION_START, VISIT, BROKEN -> signIn(moment, DONE, out);
      case VISIT_FAILED -> signIn(moment, NOT_ASSIGNED, out);
      case PASSWORD_FAILED -> signIn(moment, WRONG_PASSWORD, out);
      case CHALLENGE_FAILED -> signIn(moment, FACTOR_FAILED, out);
      case TOKEN -> signIn(moment, DONE, out);
      case POLICY -> {
        if (moment.product == null) {
          signIn(moment, FACTOR_NEEDED, out);
        }
      }
      case CHALLENGE -> {
        if (hub) {
          signIn(moment, FACTOR_REQUESTED, out);
        } else if (moment.product != null) {
          // Graph tells of the factor beside the visit, whose time is when it began.
          signIn(moment, DONE, out);
        }
      }
      case MACHINE -> machine(moment, out);
      case ADMINISTRATION -> {
        if (hub) {
          audit(moment, out);
        }
      }
      case SESSION_END -> {
        // Entra ID keeps no record of sign-outs.
      }
    }
  }

  private void signIn(Moment moment, Status status, Line out) {
    boolean silent =
        moment.kind == Kind.TOKEN || (moment.kind == Kind.VISIT && moment.pick(1, 10) < 3);
    if (hub) {
      envelope(moment, silent ? NON_INTERACTIVE_LOGS : SIGN_IN_LOGS, status, out);
      out.add(IDENTITY).add(ascii(quoted(moment.who.person().displayName()))).add(LOCATION);
      out.add(ascii(moment.who.place().iso())).add(PROPERTIES);
    }
    Device device = Device.of(moment);
    begin(moment, out);
    out.add(user(moment)).add(application(moment)).add(ADDRESS);
    Wire.address(moment, out);
    out.add(CLIENT).add(device.raw()).add(PROPERTY_CORRELATION).uuid(moment.link).add(ORIGINAL);
    out.uuid(moment.identity).add(INTERACTIVE);
    out.add(silent ? NON_INTERACTIVE_TYPES : INTERACTIVE_TYPES).add(ISSUER).add(status.json);
    out.add(DEVICE).add(device.os()).add(BROWSER).add(device.entraBrowser()).add(DEVICE_END);
    out.add(places.getOrDefault(moment.who.place(), NOTHING));
    if (!hub && moment.kind == Kind.CHALLENGE) {
      factor(moment, out);
    }
    out.add(END);
    if (hub) {
      out.one('}');
    }
  }

  /** That the password was right, and a little later the factor. */
  private static void factor(Moment moment, Line out) {
    out.add(DETAILS).time(moment.at);
    fraction(moment, out).add(PASSED_BEFORE).time(moment.at + Workday.FACTOR_MILLIS);
    fraction(moment, out).add(PASSED);
  }

  private byte[] user(Moment moment) {
    String login = moment.who.loginOn(moment.day);
    return login.equals(moment.who.person().login())
        ? users[moment.who.index()]
        : user(moment.who, login);
  }

  private byte[] application(Moment moment) {
    if (moment.product != null) {
      return products[moment.product.index()];
    }
    return moment.kind == Kind.TOKEN ? BROKER : START_PAGE;
  }

  /** Up to the correlation id of a record of diagnostic settings. */
  private void envelope(Moment moment, byte[] category, Status status, Line out) {
    out.add(TIME).time(moment.at + 60_000L + moment.pick(5, 240_000));
    fraction(moment, out).add(RESOURCE).add(SIGN_IN).add(CATEGORY).add(category).add(RESULT);
    out.add(status.code).add(DURATION);
    // Some categories write the number as text.
    out.add(category == NON_INTERACTIVE_LOGS ? QUOTED_ZERO : ZERO).add(CALLER);
    Wire.address(moment, out);
    out.add(CORRELATION).uuid(moment.link);
  }

  private void begin(Moment moment, Line out) {
    out.add(ID).uuid(moment.identity).add(CREATED).time(moment.at);
    fraction(moment, out).add(hub ? HUB_ZONE : GRAPH_ZONE);
  }

  /** Microsoft's times have seven digits after the second; three are written already. */
  private static Line fraction(Moment moment, Line out) {
    return out.number(1000 + moment.pick(6, 9000));
  }

  private void machine(Moment moment, Line out) {
    if (hub) {
      envelope(moment, SERVICE_LOGS, DONE, out);
      out.add(IDENTITY).add(QUOTED_EMPTY).add(LOCATION);
      out.add(ascii(moment.who.place().iso())).add(PROPERTIES);
    }
    int product = moment.product == null ? 0 : moment.product.index();
    String name = Workforce.MACHINES.get(moment.pick(1, Workforce.MACHINES.size()));
    begin(moment, out);
    out.add(SERVICE_NAME).add(ascii(quoted(name))).add(SERVICE_ID).uuid(Dice.hash(name));
    out.add(SERVICE_TYPES).add(resources[product]).add(ADDRESS);
    Wire.address(moment, out);
    out.add(PROPERTY_CORRELATION).uuid(moment.link).add(SERVICE_STATUS).add(DONE.json).one('}');
    if (hub) {
      out.one('}');
    }
  }

  private void audit(Moment moment, Line out) {
    out.add(TIME).time(moment.at);
    fraction(moment, out).add(RESOURCE).add(AUDIT).uuid(moment.link).add(AUDIT_PROPERTIES);
    out.uuid(moment.identity).add(AUDIT_ACTIVITY).add(ascii(moment.who.person().login()));
    out.add(AUDIT_END);
  }
}
