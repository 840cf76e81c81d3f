package com.orgscope.ingest.google;

import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry of Google Workspace as Cloud Logging has it, when Workspace shares its logs with
 * Google Cloud: the same activity under other names. Its {@code activityId} is the report's id, so
 * what was read both ways differs in nothing but the {@code profileId}, which is missing here.
 */
final class CloudLogEntry {
  private static final Name PROTO_PAYLOAD = Name.of("protoPayload");
  private static final Name METADATA = Name.of("metadata");
  private static final Name ACTIVITY_ID = Name.of("activityId");
  private static final Name TIME_MICROS = Name.of("timeUsec");
  private static final Name QUALIFIER = Name.of("uniqQualifier");
  private static final Name EVENT = Name.of("event");
  private static final Name EVENT_TYPE = Name.of("eventType");
  private static final Name EVENT_NAME = Name.of("eventName");
  private static final Name PARAMETER = Name.of("parameter");
  private static final Name SERVICE = Name.of("serviceName");
  private static final Name METHOD = Name.of("methodName");
  private static final Name WHO = Name.of("authenticationInfo");
  private static final Name EMAIL = Name.of("principalEmail");
  private static final Name REQUEST = Name.of("requestMetadata");
  private static final Name IP = Name.of("callerIp");
  private static final String LOGIN_SERVICE = "login.googleapis.com";
  private static final String TOKEN_SERVICE = "oauth2.googleapis.com";

  private CloudLogEntry() {}

  /** The entry as an item of a report; null if it is none of Workspace. */
  static @Nullable Json reported(Json json, int element) {
    int payload = json.member(element, PROTO_PAYLOAD);
    if (payload == Json.NONE) {
      return null;
    }
    int metadata = json.member(payload, METADATA);
    int id = json.member(metadata, ACTIVITY_ID);
    int events = json.member(metadata, EVENT);
    if (!json.isText(json.member(id, TIME_MICROS)) || events == Json.NONE) {
      return null;
    }
    Written item = new Written(json);
    item.plain("{\"kind\":\"admin#reports#activity\",\"id\":{\"applicationName\":\"")
        .plain(application(json, payload) + "\"")
        .member("time", json.member(id, TIME_MICROS))
        .member("uniqueQualifier", json.member(id, QUALIFIER))
        .plain("},\"actor\":{\"callerType\":\"USER\"")
        .member("email", json.member(payload, WHO, EMAIL))
        .plain("}")
        .member("ipAddress", json.member(payload, REQUEST, IP))
        .plain(",\"events\":[");
    String comma = "";
    for (int e = json.firstOf(events); e < json.endOf(events); e = json.next(e)) {
      item.plain(comma + "{")
          .member("type", json.member(e, EVENT_TYPE))
          .member("name", json.member(e, EVENT_NAME))
          .member("parameters", json.member(e, PARAMETER))
          .plain("}");
      comma = ",";
    }
    return item.plain("]}").parsed();
  }

  /** Which of the reports tells it; what tells nothing of applications is the administration's. */
  private static String application(Json json, int payload) {
    String service = json.text(json.member(payload, SERVICE));
    String method = json.text(json.member(payload, METHOD));
    if (TOKEN_SERVICE.equals(service)) {
      return "token";
    }
    if (!LOGIN_SERVICE.equals(service)) {
      return "admin";
    }
    boolean saml = method != null && method.toLowerCase(Locale.ROOT).contains("saml");
    return saml ? "saml" : "login";
  }

  /** Writes members with the values of another document, as they are written there. */
  private static final class Written {
    private final Json json;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Whether the member that comes is the first of its object. */
    private boolean first;

    Written(Json json) {
      this.json = json;
    }

    Written plain(String text) {
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      first = text.endsWith("{");
      return this;
    }

    Written member(String name, int value) {
      if (value != Json.NONE) {
        plain((first ? "\"" : ",\"") + name + "\":");
        bytes.writeBytes(json.copy(value));
        first = false;
      }
      return this;
    }

    @Nullable Json parsed() {
      byte[] written = bytes.toByteArray();
      Json parsed = new Json();
      return parsed.parse(written, 0, written.length) == written.length ? parsed : null;
    }
  }
}
