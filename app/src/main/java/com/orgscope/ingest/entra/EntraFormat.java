package com.orgscope.ingest.entra;

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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads sign-ins of Microsoft Entra ID: {@code signIn} objects of Graph, and the records of
 * diagnostic settings (Event Hubs, storage) that wrap one in {@code properties}.
 *
 * <p>An event's time is {@code createdDateTime}, when the sign-in began, and not the wrapper's
 * {@code time}: only so does the copy from Graph fall into the hour in which the copy from Event
 * Hubs is looked for. Their common {@code id} is the key; a record without one is known by the hash
 * of its content. Rows exported from Log Analytics say the same in other names.
 */
@Component
final class EntraFormat implements Format {
  private static final Name PROVIDER = Name.of("entra");
  private static final Name NOBODY = Name.of("00000000-0000-0000-0000-000000000000");
  private static final Name ERROR_CODE = Name.of("errorCode");
  private static final Name STATUS = Name.of("Status");
  private static final Name LOCATION = Name.of("Location");
  private static final Name CAPITAL_ERROR_CODE = Name.of("ErrorCode");
  private static final Name CITY = Name.of("city");
  private static final Name COUNTRY = Name.of("countryOrRegion");
  private static final Name SIGN_IN_ACTIVITY = Name.of("Sign-in activity");

  /** What Graph's audit, provisioning and risk lists have and no sign-in. */
  private static final List<Name> OTHER_LISTS =
      List.of(
          Name.of("activityDateTime"),
          Name.of("riskLastUpdatedDateTime"),
          Name.of("riskEventType"));

  private static final ByteTable<Boolean> SIGN_INS =
      new ByteTable<Boolean>(16)
          .with(Name.of("SignInLogs"), true)
          .with(Name.of("SigninLogs"), true)
          .with(Name.of("NonInteractiveUserSignInLogs"), true)
          .with(Name.of("AADNonInteractiveUserSignInLogs"), true)
          .with(Name.of("ADFSSignInLogs"), true);

  private final FirstParty firstParty = FirstParty.load();
  private final ErrorCodes errors = ErrorCodes.load();

  private final PortalExports exports =
      PortalExports.beside(
          EntraFormat.class,
          "Download it in the Entra admin center under Monitoring & health > Sign-in logs > Download, as CSV or JSON, in English.");

  @Override
  public Source source() {
    return Source.ENTRA;
  }

  @Override
  public PortalExports exports() {
    return exports;
  }

  @Override
  public boolean recognizes(Json json, int element) {
    return names(json, element) != null || isOfOtherList(json, element);
  }

  private static @Nullable SignInNames names(Json json, int record) {
    if (SignInNames.WIRE.areOf(json, record)) {
      return SignInNames.WIRE;
    }
    return SignInNames.TABLE.areOf(json, record) && !isOfPowerShell(json, record)
        ? SignInNames.TABLE
        : null;
  }

  /**
   * A sign-in of Graph that PowerShell wrote out: every name of it begins with a capital, those of
   * its parts too, which are texts in a table.
   */
  private static boolean isOfPowerShell(Json json, int record) {
    return json.isPresent(json.member(record, STATUS, CAPITAL_ERROR_CODE))
        || json.isObject(json.member(record, LOCATION));
  }

  private static boolean isOfOtherList(Json json, int element) {
    return OTHER_LISTS.stream().anyMatch(name -> json.isText(json.member(element, name)));
  }

  /** A second one where the sign-in tells of a factor that was passed. */
  @Override
  public int events(Json json, int record) {
    return passedAt(json, record) == Json.NONE ? 1 : 2;
  }

  private static int passedAt(Json json, int record) {
    // One of the two names, whichever the record has: to tell which costs more than to look.
    int details = detailsOf(json, record, SignInNames.WIRE);
    return Factor.passedAt(
        json, details == Json.NONE ? detailsOf(json, record, SignInNames.TABLE) : details);
  }

  private static int detailsOf(Json json, int record, SignInNames names) {
    int properties = json.one(json.member(record, names.entry().properties()));
    return json.member(json.isObject(properties) ? properties : record, names.signIn().details());
  }

  @Override
  public Verdict read(Json json, int record, int index, EventDraft draft) {
    Verdict visit = read(json, record, draft);
    if (index == 0) {
      return visit;
    }
    return Verdict.USABLE.equals(visit) ? factor(json, record, draft) : Verdict.IGNORED;
  }

  /** The same again at another time: when the person had passed the factor. */
  private static Verdict factor(Json json, int record, EventDraft draft) {
    boolean success = draft.kind() == EventKind.VISIT && draft.outcome() == Outcome.SUCCESS;
    int passed = passedAt(json, record);
    if (!success || draft.at(json, passed) != null) {
      return Verdict.IGNORED;
    }
    draft.is(EventKind.STEP, Outcome.SUCCESS);
    draft.key().text(json, passed);
    return Verdict.USABLE;
  }

  private Verdict read(Json json, int record, EventDraft draft) {
    SignInNames names = names(json, record);
    if (isOfOtherList(json, record)) {
      return Verdict.IGNORED;
    }
    if (names == null) {
      return Reason.NOT_AN_EVENT.verdict();
    }
    int properties = json.one(json.member(record, names.entry().properties()));
    boolean wrapped = json.isPresent(properties);
    if (isOfOtherLog(json, record, names)) {
      return Verdict.IGNORED;
    }
    if (wrapped && !json.isObject(properties)) {
      return Reason.WRONG_TYPE.verdict();
    }
    int signIn = wrapped ? properties : record;
    if (isNoPerson(json, signIn, names)) {
      return Verdict.IGNORED;
    }
    ErrorCodes.Meaning meaning = meaning(json, record, signIn, names);
    if (meaning == null) {
      return Reason.NO_OUTCOME.verdict();
    }
    if (meaning == ErrorCodes.Meaning.STEP) {
      return Verdict.IGNORED;
    }
    draft.is(meaning.kind(), meaning.outcome());
    Reason missing = whenAndWho(json, record, signIn, names, draft);
    if (missing != null) {
      return missing.verdict();
    }
    where(json, record, signIn, names, draft);
    return firstParty.name(json, signIn, names, draft);
  }

  /** A record says by its category, else by its table or its operation, of which log it is. */
  private static boolean isOfOtherLog(Json json, int record, SignInNames names) {
    int log = json.member(record, names.entry().category());
    if (!json.hasText(log)) {
      log = json.member(record, names.entry().table());
    }
    if (json.hasText(log)) {
      return SIGN_INS.of(json, log) == null;
    }
    int operation = json.member(record, names.entry().operation());
    boolean wrapped = json.isPresent(json.member(record, names.entry().properties()));
    return json.hasText(operation) ? !json.is(operation, SIGN_IN_ACTIVITY) : wrapped;
  }

  /** Programs sign in too, under names of their own; and whoever typed a name nobody has. */
  private static boolean isNoPerson(Json json, int signIn, SignInNames names) {
    int user = json.member(signIn, names.actor().userId());
    boolean unknown = !json.hasText(user) || json.is(user, NOBODY);
    boolean nameless = !json.hasText(json.member(signIn, names.actor().userPrincipalName()));
    boolean program =
        json.hasText(json.member(signIn, names.actor().servicePrincipalName()))
            || json.hasText(json.member(signIn, names.actor().servicePrincipalId()));
    return unknown && nameless && (program || json.is(user, NOBODY));
  }

  private ErrorCodes.@Nullable Meaning meaning(
      Json json, int record, int signIn, SignInNames names) {
    int code = json.member(json.one(json.member(signIn, names.signIn().status())), ERROR_CODE);
    if (!json.isText(code)) {
      code = json.member(record, names.entry().resultType());
    }
    return errors.meaning(json.text(code));
  }

  private static @Nullable Reason whenAndWho(
      Json json, int record, int signIn, SignInNames names, EventDraft draft) {
    Reason time = draft.at(json, names.created(json, signIn));
    if (time == Reason.NO_TIME || time == Reason.BAD_TIME) {
      Reason outer = draft.at(json, names.time(json, record));
      time = outer == Reason.NO_TIME ? time : outer;
    }
    if (time != null) {
      return time;
    }
    int user = json.member(signIn, names.actor().userId());
    int login = json.member(signIn, names.actor().userPrincipalName());
    boolean unknown = !json.hasText(user) || json.is(user, NOBODY);
    if (unknown && !json.hasText(login)) {
      return Reason.NO_ACTOR;
    }
    draft.by(unknown ? Json.NONE : user, login);
    int id = json.member(signIn, names.signIn().id());
    if (json.hasText(id)) {
      draft.key().begin(PROVIDER).text(json, id);
    } else {
      draft.key().begin(PROVIDER).text(json, Json.NONE).canonical(json, record);
    }
    return null;
  }

  private static void where(
      Json json, int record, int signIn, SignInNames names, EventDraft draft) {
    int address = json.member(signIn, names.origin().ipAddress());
    int place = json.one(json.member(signIn, names.origin().place()));
    int country = json.member(place, COUNTRY);
    int correlation = json.member(signIn, names.signIn().correlationId());
    draft
        .from(
            !json.hasText(address)
                ? json.member(record, names.origin().callerIpAddress())
                : address,
            json.member(place, CITY),
            !json.hasText(country) ? json.member(record, names.origin().country()) : country)
        .session(
            !json.hasText(correlation)
                ? json.member(record, names.signIn().correlationId())
                : correlation);
  }
}
