package com.orgscope.ingest.entra;

import com.orgscope.ingest.ByteTable;
import com.orgscope.ingest.EventDraft;
import com.orgscope.ingest.Format;
import com.orgscope.ingest.Json;
import com.orgscope.ingest.Json.Name;
import com.orgscope.ingest.Reason;
import com.orgscope.ingest.Verdict;
import com.orgscope.lake.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads sign-ins of Microsoft Entra ID: {@code signIn} objects of Graph, and the records of
 * diagnostic settings (Event Hubs, storage) that wrap one in {@code properties}.
 *
 * <p>An event's time is {@code createdDateTime}, when the sign-in began, and not the wrapper's
 * {@code time}: only so does the copy from Graph fall into the hour in which the copy from Event
 * Hubs is looked for. Their common {@code id} is the key; a record without one is known by the hash
 * of its content.
 */
@Component
final class EntraFormat implements Format {
  private static final Name PROVIDER = Name.of("entra");
  private static final Name PROPERTIES = Name.of("properties");
  private static final Name CATEGORY = Name.of("category");
  private static final Name ID = Name.of("id");
  private static final Name CREATED = Name.of("createdDateTime");
  private static final Name TIME = Name.of("time");
  private static final Name USER_ID = Name.of("userId");
  private static final Name USER_PRINCIPAL_NAME = Name.of("userPrincipalName");
  private static final Name NOBODY = Name.of("00000000-0000-0000-0000-000000000000");
  private static final Name SERVICE_PRINCIPAL_ID = Name.of("servicePrincipalId");
  private static final Name SERVICE_PRINCIPAL_NAME = Name.of("servicePrincipalName");
  private static final Name CORRELATION_ID = Name.of("correlationId");
  private static final Name STATUS = Name.of("status");
  private static final Name ERROR_CODE = Name.of("errorCode");
  private static final Name RESULT_TYPE = Name.of("resultType");
  private static final Name IP_ADDRESS = Name.of("ipAddress");
  private static final Name CALLER_IP_ADDRESS = Name.of("callerIpAddress");
  private static final Name LOCATION = Name.of("location");
  private static final Name CITY = Name.of("city");
  private static final Name COUNTRY = Name.of("countryOrRegion");
  private static final Name ACTIVITY_TIME = Name.of("activityDateTime");

  private static final ByteTable<Boolean> SIGN_INS =
      new ByteTable<Boolean>(16)
          .with(Name.of("SignInLogs"), true)
          .with(Name.of("SigninLogs"), true)
          .with(Name.of("NonInteractiveUserSignInLogs"), true)
          .with(Name.of("ADFSSignInLogs"), true);

  private final FirstParty firstParty = FirstParty.load();
  private final ErrorCodes errors = ErrorCodes.load();

  @Override
  public Source source() {
    return Source.ENTRA;
  }

  @Override
  public boolean recognizes(Json json, int element) {
    return json.isText(json.member(element, CATEGORY))
        || json.isText(json.member(element, CREATED))
        || json.isText(json.member(element, USER_PRINCIPAL_NAME))
        || json.isText(json.member(element, ACTIVITY_TIME));
  }

  @Override
  public Verdict read(Json json, int record, int index, EventDraft draft) {
    if (!recognizes(json, record)) {
      return Reason.NOT_AN_EVENT.verdict();
    }
    int category = json.member(record, CATEGORY);
    int properties = json.member(record, PROPERTIES);
    boolean wrapped = json.isPresent(properties);
    boolean audit = json.isPresent(json.member(record, ACTIVITY_TIME));
    if (audit || ((wrapped || json.isText(category)) && SIGN_INS.of(json, category) == null)) {
      return Verdict.IGNORED;
    }
    if (wrapped && !json.isObject(properties)) {
      return Reason.WRONG_TYPE.verdict();
    }
    int signIn = wrapped ? properties : record;
    if (isNoPerson(json, signIn)) {
      return Verdict.IGNORED;
    }
    ErrorCodes.Meaning meaning = meaning(json, record, signIn);
    if (meaning == null) {
      return Reason.NO_OUTCOME.verdict();
    }
    if (meaning == ErrorCodes.Meaning.STEP) {
      return Verdict.IGNORED;
    }
    draft.is(meaning.kind(), meaning.outcome());
    Reason missing = whenAndWho(json, record, signIn, draft);
    if (missing != null) {
      return missing.verdict();
    }
    where(json, record, signIn, draft);
    return firstParty.name(json, signIn, draft);
  }

  /** Programs sign in too, under names of their own; and whoever typed a name nobody has. */
  private static boolean isNoPerson(Json json, int signIn) {
    int user = json.member(signIn, USER_ID);
    boolean unknown = !json.hasText(user) || json.is(user, NOBODY);
    boolean nameless = !json.hasText(json.member(signIn, USER_PRINCIPAL_NAME));
    boolean program =
        json.hasText(json.member(signIn, SERVICE_PRINCIPAL_NAME))
            || json.hasText(json.member(signIn, SERVICE_PRINCIPAL_ID));
    return unknown && nameless && (program || json.is(user, NOBODY));
  }

  private ErrorCodes.@Nullable Meaning meaning(Json json, int record, int signIn) {
    int code = json.member(signIn, STATUS, ERROR_CODE);
    if (!json.isText(code)) {
      code = json.member(record, RESULT_TYPE);
    }
    return errors.meaning(json.text(code));
  }

  private static @Nullable Reason whenAndWho(Json json, int record, int signIn, EventDraft draft) {
    Reason time = draft.at(json, json.member(signIn, CREATED));
    if (time == Reason.NO_TIME || time == Reason.BAD_TIME) {
      Reason outer = draft.at(json, json.member(record, TIME));
      time = outer == Reason.NO_TIME ? time : outer;
    }
    if (time != null) {
      return time;
    }
    int user = json.member(signIn, USER_ID);
    int login = json.member(signIn, USER_PRINCIPAL_NAME);
    boolean unknown = !json.hasText(user) || json.is(user, NOBODY);
    if (unknown && !json.hasText(login)) {
      return Reason.NO_ACTOR;
    }
    draft.by(unknown ? Json.NONE : user, login);
    int id = json.member(signIn, ID);
    if (json.hasText(id)) {
      draft.key().begin(PROVIDER).text(json, id);
    } else {
      draft.key().begin(PROVIDER).text(json, Json.NONE).canonical(json, record);
    }
    return null;
  }

  private static void where(Json json, int record, int signIn, EventDraft draft) {
    int address = json.member(signIn, IP_ADDRESS);
    int place = json.member(signIn, LOCATION);
    int country = json.member(place, COUNTRY);
    int correlation = json.member(signIn, CORRELATION_ID);
    draft
        .from(
            !json.hasText(address) ? json.member(record, CALLER_IP_ADDRESS) : address,
            json.member(place, CITY),
            !json.hasText(country) ? json.member(record, LOCATION) : country)
        .session(!json.hasText(correlation) ? json.member(record, CORRELATION_ID) : correlation);
  }
}
