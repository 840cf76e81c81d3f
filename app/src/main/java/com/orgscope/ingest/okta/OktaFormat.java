package com.orgscope.ingest.okta;

import com.orgscope.ingest.EventDraft;
import com.orgscope.ingest.Format;
import com.orgscope.ingest.PortalExports;
import com.orgscope.ingest.Reason;
import com.orgscope.ingest.Verdict;
import com.orgscope.json.ByteTable;
import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;
import com.orgscope.lake.EventKind;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads events of Okta's System Log, from its API, its event hooks or a file.
 *
 * <p>A visit is {@code user.authentication.sso}: it is written even when the sign-on fails, so the
 * outcome decides. Targets are found by type, since their positions vary. Okta's own dashboard and
 * consoles are no applications of the company. Token grants are activity: they repeat on refresh.
 *
 * <p>A factor is written down when it was answered. That it was asked for, a policy says that
 * challenges, or a push or a message that is sent; these are steps. Sending is often Okta's own
 * act, and the person its target. In Identity Engine a password is a factor too: a step, and no
 * challenge; that it was wrong, a failed start of a session says beside it.
 */
@Component
final class OktaFormat implements Format {
  private static final Name PROVIDER = Name.of("okta");
  private static final Name UUID = Name.of("uuid");
  private static final Name PUBLISHED = Name.of("published");
  private static final Name COLLECTORS_TIME = Name.of("p_event_time");
  private static final Name EVENT_TYPE = Name.of("eventType");
  private static final Name ACTOR = Name.of("actor");
  private static final Name ID = Name.of("id");
  private static final Name TYPE = Name.of("type");
  private static final Name ALTERNATE_ID = Name.of("alternateId");
  private static final Name DISPLAY_NAME = Name.of("displayName");
  private static final Name OUTCOME = Name.of("outcome");
  private static final Name RESULT = Name.of("result");
  private static final Name TARGET = Name.of("target");
  private static final Name CLIENT = Name.of("client");
  private static final Name IP_ADDRESS = Name.of("ipAddress");
  private static final Name GEOGRAPHY = Name.of("geographicalContext");
  private static final Name CITY = Name.of("city");
  private static final Name COUNTRY = Name.of("country");
  private static final Name AUTHENTICATION = Name.of("authenticationContext");
  private static final Name EXTERNAL_SESSION = Name.of("externalSessionId");
  private static final Name ROOT_SESSION = Name.of("rootSessionId");
  private static final Name USER = Name.of("User");
  private static final Name APP_INSTANCE = Name.of("AppInstance");
  private static final Name UNKNOWN = Name.of("unknown");

  /** What the event types that matter are; of all others there is nothing to learn. */
  private static final ByteTable<EventKind> KINDS =
      kinds(
          EventKind.VISIT,
          List.of("user.authentication.sso", "app.generic.unauth_app_access_attempt"),
          EventKind.SIGN_IN,
          List.of("user.session.start"),
          EventKind.CHALLENGE,
          List.of(
              "user.authentication.auth_via_mfa",
              "user.authentication.verify",
              "user.mfa.okta_verify",
              "user.mfa.okta_verify.deny_push",
              "user.mfa.okta_verify.deny_push_upgrade_needed"),
          EventKind.STEP,
          List.of(
              "policy.evaluate_sign_on",
              "system.push.send_factor_verify_push",
              "system.sms.send_factor_verify_message",
              "system.voice.send_mfa_challenge_call"),
          EventKind.ACTIVITY,
          List.of(
              "app.oauth2.signon",
              "app.oauth2.authorize.code",
              "app.oauth2.authorize.implicit.access_token",
              "app.oauth2.authorize.implicit.id_token",
              "app.oauth2.token.grant",
              "app.oauth2.token.grant.access_token",
              "app.oauth2.token.grant.id_token",
              "app.oauth2.token.grant.refresh_token",
              "app.oauth2.as.authorize",
              "app.oauth2.as.authorize.code",
              "app.oauth2.as.authorize.implicit.access_token",
              "app.oauth2.as.authorize.implicit.id_token",
              "app.oauth2.as.token.grant",
              "app.oauth2.as.token.grant.access_token",
              "app.oauth2.as.token.grant.id_token",
              "app.oauth2.as.token.grant.refresh_token"));

  private static final Name POLICY = Name.of("policy.evaluate_sign_on");
  private static final Name CHALLENGED = Name.of("CHALLENGE");
  private static final Name DEBUG_CONTEXT = Name.of("debugContext");
  private static final Name DEBUG_DATA = Name.of("debugData");
  private static final Name FACTOR = Name.of("factor");
  private static final Name PASSWORD_AS_FACTOR = Name.of("PASSWORD_AS_FACTOR");
  private static final Name DENIED_ATTEMPT = Name.of("app.generic.unauth_app_access_attempt");

  /** Results that say it worked or did not; what is not here is a step on the way. */
  private static final ByteTable<Outcome> OUTCOMES =
      new ByteTable<Outcome>(16)
          .with(Name.of("SUCCESS"), Outcome.SUCCESS)
          .with(Name.of("ALLOW"), Outcome.SUCCESS)
          .with(Name.of("FAILURE"), Outcome.FAILURE)
          .with(Name.of("DENY"), Outcome.FAILURE)
          .with(Name.of("RATE_LIMIT"), Outcome.FAILURE)
          .with(Name.of("ABANDONED"), Outcome.FAILURE)
          .with(Name.of("UNANSWERED"), Outcome.FAILURE);

  /** On the way in: what policies and factors have as targets is not what somebody went to. */
  private static final Set<EventKind> NAME_NO_APPLICATION =
      EnumSet.of(EventKind.SIGN_IN, EventKind.CHALLENGE, EventKind.STEP);

  private static final ByteTable<Boolean> OKTAS_OWN =
      words(
          "Okta Dashboard",
          "Okta Admin Console",
          "Okta Browser Plugin",
          "Okta End-User Dashboard",
          "Okta Access Requests",
          "Okta Access Requests Admin",
          "Okta Workflows",
          "Okta Identity Governance",
          "Okta Workflows OAuth");

  private final PortalExports exports =
      PortalExports.beside(
          OktaFormat.class,
          "Download it in Okta's Admin Console under Reports > System Log > Download CSV, with all its columns.");

  @Override
  public Source source() {
    return Source.OKTA;
  }

  @Override
  public PortalExports exports() {
    return exports;
  }

  @Override
  public boolean recognizes(Json json, int element) {
    return json.isText(json.member(element, EVENT_TYPE));
  }

  @Override
  public Verdict read(Json json, int event, int index, EventDraft draft) {
    int type = json.member(event, EVENT_TYPE);
    if (!json.isPresent(type)) {
      boolean log = json.isPresent(json.member(event, UUID));
      return (log ? Reason.NO_TYPE : Reason.NOT_AN_EVENT).verdict();
    }
    if (!json.isString(type)) {
      return Reason.WRONG_TYPE.verdict();
    }
    EventKind kind = kind(json, event, type);
    int actor = actor(json, event, kind);
    if (kind == null || isNoPerson(json, actor)) {
      return Verdict.IGNORED;
    }
    int result = json.member(json.one(json.member(event, OUTCOME)), RESULT);
    Outcome outcome = json.is(type, DENIED_ATTEMPT) ? Outcome.FAILURE : OUTCOMES.of(json, result);
    if (json.is(type, POLICY)) {
      outcome = json.is(result, CHALLENGED) ? Outcome.SUCCESS : null;
    }
    if (outcome == null) {
      return json.isText(result) ? Verdict.IGNORED : Reason.NO_OUTCOME.verdict();
    }
    draft.is(kind, outcome);
    Reason missing = whenAndWho(json, event, actor, draft);
    if (missing != null) {
      return missing.verdict();
    }
    return app(json, event, draft);
  }

  private static @Nullable EventKind kind(Json json, int event, int type) {
    EventKind kind = KINDS.of(json, type);
    if (kind != EventKind.CHALLENGE) {
      return kind;
    }
    int debug = json.one(json.member(json.one(json.member(event, DEBUG_CONTEXT)), DEBUG_DATA));
    return json.is(json.member(debug, FACTOR), PASSWORD_AS_FACTOR) ? EventKind.STEP : kind;
  }

  /** Who acted; of what Okta did for somebody, for whom. */
  private static int actor(Json json, int event, @Nullable EventKind kind) {
    int actor = json.one(json.member(event, ACTOR));
    if (kind != EventKind.STEP || !isNoPerson(json, actor)) {
      return actor;
    }
    int targets = json.member(event, TARGET);
    for (int i = json.firstOf(targets); i < json.endOf(targets); i = json.next(i)) {
      if (json.is(json.member(i, TYPE), USER)) {
        return i;
      }
    }
    return actor;
  }

  /** Applications, tokens and Okta itself act too; and whoever typed a name nobody has. */
  private static boolean isNoPerson(Json json, int actor) {
    int type = json.member(actor, TYPE);
    return (json.isText(type) && !json.is(type, USER)) || json.is(json.member(actor, ID), UNKNOWN);
  }

  private static @Nullable Reason whenAndWho(Json json, int event, int actor, EventDraft draft) {
    int uuid = json.member(event, UUID);
    if (!json.hasText(uuid)) {
      return Reason.NO_ID;
    }
    int published = json.member(event, PUBLISHED);
    Reason time =
        draft.at(json, json.isPresent(published) ? published : json.member(event, COLLECTORS_TIME));
    if (time != null) {
      return time;
    }
    int id = json.member(actor, ID);
    int login = json.member(actor, ALTERNATE_ID);
    if (!json.hasText(id) && !json.hasText(login)) {
      return Reason.NO_ACTOR;
    }
    draft.key().begin(PROVIDER).text(json, uuid);
    int client = json.one(json.member(event, CLIENT));
    int place = json.one(json.member(client, GEOGRAPHY));
    draft
        .by(id, json.is(login, UNKNOWN) ? Json.NONE : login)
        .from(
            json.member(client, IP_ADDRESS), json.member(place, CITY), json.member(place, COUNTRY))
        .session(session(json, json.one(json.member(event, AUTHENTICATION))));
    return null;
  }

  private static int session(Json json, int context) {
    int external = json.member(context, EXTERNAL_SESSION);
    int session = !json.hasText(external) ? json.member(context, ROOT_SESSION) : external;
    return json.is(session, UNKNOWN) ? Json.NONE : session;
  }

  private static Verdict app(Json json, int event, EventDraft draft) {
    if (NAME_NO_APPLICATION.contains(draft.kind())) {
      return Verdict.USABLE;
    }
    int targets = json.member(event, TARGET);
    if (json.isPresent(targets) && !json.isArray(targets) && !json.isObject(targets)) {
      return Reason.WRONG_TYPE.verdict();
    }
    boolean own = false;
    for (int target = json.firstOf(targets); target < json.endOf(targets); ) {
      if (json.is(json.member(target, TYPE), APP_INSTANCE)) {
        int label = json.member(target, ALTERNATE_ID);
        int product = json.member(target, DISPLAY_NAME);
        int named = !json.hasText(label) || json.is(label, UNKNOWN) ? product : label;
        if (isOktasOwn(json, label) || isOktasOwn(json, product)) {
          own = true;
        } else if (json.hasText(named)) {
          draft.app(named, product);
          return Verdict.USABLE;
        }
      }
      // a list in the list is entered: what it holds stands where it stood
      target = json.isArray(target) ? json.first(target) : json.next(target);
    }
    if (own) {
      return Verdict.IGNORED;
    }
    return draft.kind() == EventKind.VISIT ? Reason.NO_APPLICATION.verdict() : Verdict.USABLE;
  }

  private static boolean isOktasOwn(Json json, int name) {
    return OKTAS_OWN.of(json, name) != null;
  }

  private static ByteTable<Boolean> words(String... words) {
    ByteTable<Boolean> table = new ByteTable<>(16);
    for (String word : words) {
      table.with(Name.of(word), true);
    }
    return table;
  }

  private static ByteTable<EventKind> kinds(Object... kindsAndTypes) {
    ByteTable<EventKind> table = new ByteTable<>(64);
    for (int i = 0; i < kindsAndTypes.length; i += 2) {
      for (Object type : (List<?>) kindsAndTypes[i + 1]) {
        table.with(Name.of((String) type), (EventKind) kindsAndTypes[i]);
      }
    }
    return table;
  }
}
