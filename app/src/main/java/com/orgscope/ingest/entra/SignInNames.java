package com.orgscope.ingest.entra;

import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;
import java.util.List;

/**
 * The names of a sign-in's fields. Graph and Event Hubs write {@code userPrincipalName}; the tables
 * of Log Analytics and Sentinel, when rows of them are exported, {@code UserPrincipalName}, with a
 * few names of their own, and from portals with the zone behind those of times.
 */
record SignInNames(
    Entry entry, SignIn signIn, Actor actor, Origin origin, Application application) {

  /**
   * What a record says of itself.
   *
   * @param times when it was written, under the first of these names that is there
   */
  record Entry(
      List<Name> times,
      Name category,
      Name table,
      Name operation,
      Name resultType,
      Name properties) {}

  /**
   * What is said of the sign-in as such.
   *
   * @param begun when it began, under the first of these names that is there
   * @param details the steps of it, in the order in which they were taken
   */
  record SignIn(Name id, List<Name> begun, Name correlationId, Name status, Name details) {}

  /** Who signed in. */
  record Actor(
      Name userId, Name userPrincipalName, Name servicePrincipalId, Name servicePrincipalName) {}

  /**
   * Where from.
   *
   * @param place the object with the city and the country
   * @param country the country as a text beside it
   */
  record Origin(Name ipAddress, Name callerIpAddress, Name place, Name country) {}

  /** Into what, and what it asked for. */
  record Application(Name appId, Name appDisplayName, Name resourceId, Name resourceDisplayName) {}

  static final SignInNames WIRE =
      new SignInNames(
          new Entry(
              List.of(Name.of("time"), Name.of("timeStamp")),
              Name.of("category"),
              Name.of("category"),
              Name.of("operationName"),
              Name.of("resultType"),
              Name.of("properties")),
          new SignIn(
              Name.of("id"),
              List.of(Name.of("createdDateTime")),
              Name.of("correlationId"),
              Name.of("status"),
              Name.of("authenticationDetails")),
          new Actor(
              Name.of("userId"),
              Name.of("userPrincipalName"),
              Name.of("servicePrincipalId"),
              Name.of("servicePrincipalName")),
          new Origin(
              Name.of("ipAddress"),
              Name.of("callerIpAddress"),
              Name.of("location"),
              Name.of("location")),
          new Application(
              Name.of("appId"),
              Name.of("appDisplayName"),
              Name.of("resourceId"),
              Name.of("resourceDisplayName")));

  static final SignInNames TABLE =
      new SignInNames(
          new Entry(
              List.of(Name.of("TimeGenerated"), Name.of("TimeGenerated [UTC]")),
              Name.of("Category"),
              Name.of("Type"),
              Name.of("OperationName"),
              Name.of("ResultType"),
              Name.of("Properties")),
          new SignIn(
              Name.of("Id"),
              List.of(Name.of("CreatedDateTime"), Name.of("CreatedDateTime [UTC]")),
              Name.of("CorrelationId"),
              Name.of("Status"),
              Name.of("AuthenticationDetails")),
          new Actor(
              Name.of("UserId"),
              Name.of("UserPrincipalName"),
              Name.of("ServicePrincipalId"),
              Name.of("ServicePrincipalName")),
          new Origin(
              Name.of("IPAddress"),
              Name.of("CallerIpAddress"),
              Name.of("LocationDetails"),
              Name.of("Location")),
          new Application(
              Name.of("AppId"),
              Name.of("AppDisplayName"),
              Name.of("ResourceIdentity"),
              Name.of("ResourceDisplayName")));

  /** Whether a record is written with these names: a sign-in by itself, or a record of any kind. */
  boolean areOf(Json json, int record) {
    return json.isText(created(json, record))
        || json.isText(json.member(record, actor.userPrincipalName()))
        || isRecord(json, record);
  }

  /** Whether it is a record of a diagnostic setting or a table, whatever it tells of. */
  boolean isRecord(Json json, int record) {
    boolean operated = json.isText(json.member(record, entry.operation()));
    boolean named = json.isText(json.member(record, entry.category()));
    return (operated || named)
        && ((operated && named)
            || json.isPresent(json.member(record, entry.properties()))
            || json.isText(json.member(record, entry.resultType()))
            || json.isText(time(json, record)));
  }

  int time(Json json, int record) {
    return any(json, record, entry.times());
  }

  /** When the sign-in began. */
  int created(Json json, int at) {
    return any(json, at, signIn.begun());
  }

  private static int any(Json json, int record, List<Name> names) {
    int first = json.member(record, names.getFirst());
    return first == Json.NONE ? json.member(record, names.getLast()) : first;
  }
}
