package com.orgscope.ingest.google;

import com.orgscope.ingest.EventDraft;
import com.orgscope.ingest.Fingerprint;
import com.orgscope.ingest.Format;
import com.orgscope.ingest.PortalExports;
import com.orgscope.ingest.Reason;
import com.orgscope.ingest.Verdict;
import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads items of Google Workspace's activity reports.
 *
 * <p>An item is one entry of the log and holds one to several events under one id; each counts as
 * an event of its own. The id is not unique, so the key of an event is the id, the actor, the
 * event's type and name and its parameters sorted by name; never its place in the list. Beside the
 * wire's form it takes what collectors make of it: a single {@code event} or {@code events} object,
 * or the event's fields in the item itself with the parameters as a map.
 */
@Component
final class GoogleFormat implements Format {
  private static final Name PROVIDER = Name.of("google");
  private static final Name KIND = Name.of("kind");
  private static final Name ACTIVITY_ITEM = Name.of("admin#reports#activity");
  private static final String OTHER_KINDS = "admin#";
  private static final Name ID = Name.of("id");
  private static final Name TIME = Name.of("time");
  private static final Name UNIQUE_QUALIFIER = Name.of("uniqueQualifier");
  private static final Name APPLICATION_NAME = Name.of("applicationName");
  private static final Name CUSTOMER_ID = Name.of("customerId");
  private static final Name ACTOR = Name.of("actor");
  private static final Name CALLER_TYPE = Name.of("callerType");
  private static final Name EMAIL = Name.of("email");
  private static final Name PROFILE_ID = Name.of("profileId");
  private static final Name KEY = Name.of("key");
  private static final Name USER = Name.of("USER");
  private static final Name IP_ADDRESS = Name.of("ipAddress");
  private static final Name NETWORK = Name.of("networkInfo");
  private static final Name REGION_CODE = Name.of("regionCode");
  private static final Name EVENTS = Name.of("events");
  private static final Name EVENT = Name.of("event");
  private static final Name TYPE = Name.of("type");
  private static final Name NAME = Name.of("name");
  private static final Name PARAMETERS = Name.of("parameters");
  private static final Name VALUE = Name.of("value");
  private static final Name INT_VALUE = Name.of("intValue");
  private static final Name LOGIN = Name.of("login");
  private static final Name TOKEN = Name.of("token");
  private static final Name SAML = Name.of("saml");
  private static final Name SAML_APPLICATION = Name.of("application_name");
  private static final Name APP_NAME = Name.of("app_name");
  private static final Name CLIENT_ID = Name.of("client_id");
  private static final Name CHALLENGE_STATUS = Name.of("login_challenge_status");
  private static final Name LOGIN_SUCCESS = Name.of("login_success");
  private static final Name LOGIN_FAILURE = Name.of("login_failure");
  private static final Name LOGIN_CHALLENGE = Name.of("login_challenge");
  private static final Name LOGIN_VERIFICATION = Name.of("login_verification");
  private static final Name AUTHORIZE = Name.of("authorize");
  private static final Name ACTIVITY = Name.of("activity");
  private static final Name REQUEST = Name.of("request");
  private static final Name COLLECTORS_TIME = Name.of("p_event_time");
  private static final Name DENY = Name.of("deny");

  private final PortalExports exports =
      PortalExports.beside(
          GoogleFormat.class,
          "Export User, OAuth or SAML log events in Google's Admin console under Reporting > Audit and investigation, in English and with all columns, or take what \"gam report login\", \"token\" or \"saml\" prints.");

  @Override
  public Source source() {
    return Source.GOOGLE;
  }

  @Override
  public PortalExports exports() {
    return exports;
  }

  @Override
  public boolean recognizes(Json json, int element) {
    return json.is(json.member(element, KIND), ACTIVITY_ITEM)
        || json.isText(json.member(element, ID, APPLICATION_NAME))
        || isOfOtherKind(json, element);
  }

  @Override
  public @Nullable Json reported(Json json, int element) {
    return CloudLogEntry.reported(json, element);
  }

  /** Other things that Google's administration gives out: usage reports, users, devices. */
  private static boolean isOfOtherKind(Json json, int element) {
    String kind = json.text(json.member(element, KIND));
    return kind != null && kind.startsWith(OTHER_KINDS) && !kind.startsWith(ACTIVITY_ITEM.text());
  }

  @Override
  public int events(Json json, int element) {
    int events = json.member(element, EVENTS);
    int count = 0;
    if (json.isArray(events)) {
      for (int i = json.first(events); i < json.end(events); i = json.next(i)) {
        count++;
      }
    }
    return Math.max(1, count);
  }

  private static int event(Json json, int element, int index) {
    int events = json.member(element, EVENTS);
    if (json.isArray(events)) {
      int event = json.first(events);
      for (int i = 0; i < index && event < json.end(events); i++) {
        event = json.next(event);
      }
      return event < json.end(events) ? event : Json.NONE;
    }
    if (json.isObject(events)) {
      return events;
    }
    int single = json.member(element, EVENT);
    return json.isObject(single) ? single : element;
  }

  @Override
  public byte[] raw(Json json, int element, int index) {
    int events = json.member(element, EVENTS);
    if (events(json, element) == 1) {
      return json.copy(element);
    }
    String only =
        "[" + new String(json.copy(event(json, element, index)), StandardCharsets.ISO_8859_1) + "]";
    return json.copy(element, events, only.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public Verdict read(Json json, int element, int index, EventDraft draft) {
    int id = json.one(json.member(element, ID));
    if (!json.isObject(id)) {
      if (isOfOtherKind(json, element)) {
        return Verdict.IGNORED;
      }
      boolean item = json.is(json.member(element, KIND), ACTIVITY_ITEM);
      return (item ? Reason.NO_ID : Reason.NOT_AN_EVENT).verdict();
    }
    int application = json.member(id, APPLICATION_NAME);
    if (!json.isText(application)) {
      return Reason.NO_TYPE.verdict();
    }
    int event = event(json, element, index);
    if (event == Json.NONE) {
      return Verdict.IGNORED;
    }
    int name = json.member(event, NAME);
    boolean login = json.is(application, LOGIN);
    if (!login && !json.is(application, TOKEN) && !json.is(application, SAML)) {
      return Verdict.IGNORED;
    }
    if (!json.isString(name)) {
      return (json.isPresent(name) ? Reason.WRONG_TYPE : Reason.NO_TYPE).verdict();
    }
    int actor = json.one(json.member(element, ACTOR));
    int parameters = json.member(event, PARAMETERS);
    int type = json.member(event, TYPE);
    boolean aside = login && json.isText(type) && !json.is(type, LOGIN);
    if (aside || !classify(json, application, name, parameters, draft) || noPerson(json, actor)) {
      return Verdict.IGNORED;
    }
    Reason missing = when(json, element, id, draft);
    if (missing == null) {
      missing = who(json, id, actor, draft);
    }
    if (missing != null) {
      return missing.verdict();
    }
    int region = json.member(json.one(json.member(element, NETWORK)), REGION_CODE);
    draft
        .from(json.member(element, IP_ADDRESS), Json.NONE, region)
        .key()
        .text(json, type)
        .text(json, name)
        .named(json, parameters, NAME);
    return app(json, application, parameters, draft);
  }

  /** Says what the event is; false if it tells nothing of applications or the way to them. */
  private static boolean classify(
      Json json, int application, int name, int parameters, EventDraft draft) {
    EventKind way = json.is(application, LOGIN) ? EventKind.SIGN_IN : EventKind.VISIT;
    if (json.is(application, TOKEN)) {
      if (json.is(name, AUTHORIZE)) {
        draft.is(EventKind.VISIT, Outcome.SUCCESS);
      } else if (json.is(name, ACTIVITY) || json.is(name, REQUEST)) {
        draft.is(EventKind.ACTIVITY, Outcome.SUCCESS);
      } else if (json.is(name, DENY)) {
        draft.is(EventKind.VISIT, Outcome.FAILURE);
      } else {
        return false;
      }
    } else if (json.is(name, LOGIN_SUCCESS)) {
      draft.is(way, Outcome.SUCCESS);
    } else if (json.is(name, LOGIN_FAILURE)) {
      draft.is(way, Outcome.FAILURE);
    } else if (json.is(name, LOGIN_CHALLENGE) || json.is(name, LOGIN_VERIFICATION)) {
      String status = json.text(parameter(json, parameters, CHALLENGE_STATUS));
      draft.is(EventKind.CHALLENGE, hasFailed(status) ? Outcome.FAILURE : Outcome.SUCCESS);
    } else {
      return false;
    }
    return true;
  }

  /** Worded "failed", "Challenge Failed." and "incorrect_answer_entered" over the years. */
  private static boolean hasFailed(@Nullable String status) {
    String lower = status == null ? "" : status.toLowerCase(Locale.ROOT);
    return lower.contains("fail") || lower.contains("incorrect");
  }

  /** A key of an API client, or an account of a program. */
  private static boolean noPerson(Json json, int actor) {
    int caller = json.member(actor, CALLER_TYPE);
    if (json.isText(caller) && !json.is(caller, USER)) {
      return true;
    }
    int email = json.member(actor, EMAIL);
    boolean nameless = !json.hasText(email) && !json.hasText(json.member(actor, PROFILE_ID));
    return nameless
        ? json.hasText(json.member(actor, KEY))
        : json.endsWith(email, ".gserviceaccount.com");
  }

  /** A collector may take the time out of the id and keep it under a name of its own. */
  private static @Nullable Reason when(Json json, int element, int id, EventDraft draft) {
    int time = json.member(id, TIME);
    return draft.at(json, json.isPresent(time) ? time : json.member(element, COLLECTORS_TIME));
  }

  private static @Nullable Reason who(Json json, int id, int actor, EventDraft draft) {
    int profile = json.member(actor, PROFILE_ID);
    int email = json.member(actor, EMAIL);
    if (!json.hasText(profile) && !json.hasText(email)) {
      return Reason.NO_ACTOR;
    }
    draft.by(profile, email);
    Fingerprint key =
        draft
            .key()
            .begin(PROVIDER)
            .text(json, json.member(id, CUSTOMER_ID))
            .text(json, json.member(id, APPLICATION_NAME))
            .number(draft.micros())
            .text(json, json.member(id, UNIQUE_QUALIFIER))
            .text(json, profile);
    if (!json.hasText(profile)) {
      key.text(json, email);
    }
    return null;
  }

  private static Verdict app(Json json, int application, int parameters, EventDraft draft) {
    if (json.is(application, LOGIN)) {
      return Verdict.USABLE;
    }
    boolean saml = json.is(application, SAML);
    int label = parameter(json, parameters, saml ? SAML_APPLICATION : APP_NAME);
    if (!json.hasText(label) && !saml) {
      label = parameter(json, parameters, CLIENT_ID);
    }
    draft.app(label, Json.NONE);
    boolean named = json.hasText(label) || draft.kind() == EventKind.ACTIVITY;
    return named ? Verdict.USABLE : Reason.NO_APPLICATION.verdict();
  }

  private static int parameter(Json json, int parameters, Name name) {
    if (!json.isArray(parameters) && !json.isText(json.member(parameters, NAME))) {
      return json.member(parameters, name);
    }
    for (int i = json.firstOf(parameters);
        i < json.endOf(parameters);
        i = json.isArray(i) ? json.first(i) : json.next(i)) {
      if (json.is(json.member(i, NAME), name)) {
        int value = json.member(i, VALUE);
        return value == Json.NONE ? json.member(i, INT_VALUE) : value;
      }
    }
    return Json.NONE;
  }
}
