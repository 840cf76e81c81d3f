package com.orgscope.ingest.entra;

import com.orgscope.json.Json;
import com.orgscope.json.Json.Name;
import java.util.List;

/**
 * The names of a sign-in's fields. Graph and Event Hubs write {@code userPrincipalName}; the tables
 * of Log Analytics and Sentinel, when rows of them are exported, {@code UserPrincipalName}, with a
 * few names of their own, and from portals with the zone behind those of times.
 *
 * @param begun when the sign-in began, under the first of these names that is there
 * @param place the object with the city and the country
 * @param country the country as a text beside it
 * @param times when the record was written, under the first of these names that is there
 */
record SignInNames(
    List<Name> times,
    Name category,
    Name table,
    Name operation,
    Name resultType,
    Name properties,
    Name id,
    List<Name> begun,
    Name userId,
    Name userPrincipalName,
    Name servicePrincipalId,
    Name servicePrincipalName,
    Name correlationId,
    Name status,
    Name ipAddress,
    Name callerIpAddress,
    Name place,
    Name country,
    Name appId,
    Name appDisplayName,
    Name resourceId,
    Name resourceDisplayName) {

  static final SignInNames WIRE =
      new SignInNames(
          List.of(Name.of("time"), Name.of("timeStamp")),
          Name.of("category"),
          Name.of("category"),
          Name.of("operationName"),
          Name.of("resultType"),
          Name.of("properties"),
          Name.of("id"),
          List.of(Name.of("createdDateTime")),
          Name.of("userId"),
          Name.of("userPrincipalName"),
          Name.of("servicePrincipalId"),
          Name.of("servicePrincipalName"),
          Name.of("correlationId"),
          Name.of("status"),
          Name.of("ipAddress"),
          Name.of("callerIpAddress"),
          Name.of("location"),
          Name.of("location"),
          Name.of("appId"),
          Name.of("appDisplayName"),
          Name.of("resourceId"),
          Name.of("resourceDisplayName"));

  static final SignInNames TABLE =
      new SignInNames(
          List.of(Name.of("TimeGenerated"), Name.of("TimeGenerated [UTC]")),
          Name.of("Category"),
          Name.of("Type"),
          Name.of("OperationName"),
          Name.of("ResultType"),
          Name.of("Properties"),
          Name.of("Id"),
          List.of(Name.of("CreatedDateTime"), Name.of("CreatedDateTime [UTC]")),
          Name.of("UserId"),
          Name.of("UserPrincipalName"),
          Name.of("ServicePrincipalId"),
          Name.of("ServicePrincipalName"),
          Name.of("CorrelationId"),
          Name.of("Status"),
          Name.of("IPAddress"),
          Name.of("CallerIpAddress"),
          Name.of("LocationDetails"),
          Name.of("Location"),
          Name.of("AppId"),
          Name.of("AppDisplayName"),
          Name.of("ResourceIdentity"),
          Name.of("ResourceDisplayName"));

  /** Whether a record is written with these names: a sign-in by itself, or a record of any kind. */
  boolean areOf(Json json, int record) {
    return json.isText(created(json, record))
        || json.isText(json.member(record, userPrincipalName))
        || isRecord(json, record);
  }

  /** Whether it is a record of a diagnostic setting or a table, whatever it tells of. */
  boolean isRecord(Json json, int record) {
    boolean operated = json.isText(json.member(record, operation));
    boolean named = json.isText(json.member(record, category));
    return (operated || named)
        && ((operated && named)
            || json.isPresent(json.member(record, properties))
            || json.isText(json.member(record, resultType))
            || json.isText(time(json, record)));
  }

  int time(Json json, int record) {
    return any(json, record, times);
  }

  /** When the sign-in began. */
  int created(Json json, int signIn) {
    return any(json, signIn, begun);
  }

  private static int any(Json json, int record, List<Name> names) {
    int first = json.member(record, names.getFirst());
    return first == Json.NONE ? json.member(record, names.getLast()) : first;
  }
}
