package com.orgscope.sources.entra;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Page;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.SeatHolder;
import com.orgscope.sources.SeatList;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The people who were given an enterprise application in Entra, by themselves or by a group, and
 * those who have a licence of Microsoft's own. Of a group that was given an application its direct
 * members have it: Entra lets those of a group inside it not in.
 */
@Component
final class EntraSeats implements SeatList {
  /** What a licence of Microsoft's own begins with. */
  private static final String LICENCE = "licence/";

  private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final String NAMES = "$select=id,userPrincipalName,mail&$top=999";
  private static final String READ_APPLICATIONS = "Application.Read.All";
  private static final String READ_MEMBERS = "GroupMember.Read.All";
  private static final String READ_USERS = "User.Read.All";
  private static final String READ_LICENCES = "LicenseAssignment.Read.All";

  @Override
  public String right() {
    return READ_APPLICATIONS;
  }

  @Override
  public Source source() {
    return Source.ENTRA;
  }

  /** Of an application that hardly anybody has: the list is short, and the right is the same. */
  @Override
  public void check(ProviderClient providerClient) {
    var unused = ids(new GraphDirectory(providerClient), "Orgscope");
  }

  @Override
  public String id(ProviderClient providerClient, String application) {
    GraphDirectory graph = new GraphDirectory(providerClient);
    return application.startsWith(LICENCE)
        ? LICENCE + sku(graph, application.substring(LICENCE.length()))
        : id(graph, application);
  }

  @Override
  public List<SeatHolder> of(ProviderClient providerClient, String id) {
    GraphDirectory graph = new GraphDirectory(providerClient);
    return id.startsWith(LICENCE)
        ? licensed(graph, id.substring(LICENCE.length()))
        : assigned(graph, id);
  }

  private static List<SeatHolder> assigned(GraphDirectory graph, String id) {
    Map<String, SeatHolder> people = new TreeMap<>();
    Map<String, SeatHolder> groups = new TreeMap<>();
    graph.read(
        "/v1.0/servicePrincipals/" + GraphDirectory.encoded(id) + "/appRoleAssignedTo",
        READ_APPLICATIONS,
        assignments -> assignments.forEach(one -> note(one, people, groups)));
    Map<String, List<String>> logins = people.isEmpty() ? Map.of() : logins(graph, people.keySet());
    people.replaceAll(
        (account, one) -> named(one, account, logins.getOrDefault(account, List.of())));
    groups.forEach((group, one) ->
        members(graph, group)
            .forEach((account, names) ->
                people.merge(account, named(one, account, names), SeatHolder::better)));
    return List.copyOf(people.values());
  }

  private static SeatHolder named(SeatHolder one, String account, List<String> logins) {
    return new SeatHolder(account, logins, one.since(), one.onTheDay());
  }

  /**
   * Of several roles in one application the first that was given; programs have no seat. When
   * somebody came into a group nobody says: not before it was given the application.
   */
  private static void note(
      byte[] assignment, Map<String, SeatHolder> people, Map<String, SeatHolder> groups) {
    String kind = Page.text(assignment, "principalType");
    boolean person = kind.equalsIgnoreCase("User");
    if (person || kind.equalsIgnoreCase("Group")) {
      String principal = Page.text(assignment, "principalId");
      (person ? people : groups)
          .merge(
              principal,
              new SeatHolder(
                  principal, List.of(), day(Page.text(assignment, "createdDateTime")), person),
              SeatHolder::better);
    }
  }

  private static @Nullable LocalDate day(String time) {
    try {
      return Instant.parse(time).atZone(ZoneOffset.UTC).toLocalDate();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Map<String, List<String>> logins(GraphDirectory graph, Set<String> people) {
    Map<String, List<String>> logins = new HashMap<>();
    graph.read(
        "/v1.0/users?" + NAMES,
        READ_USERS,
        users ->
            users.stream()
                .filter(user -> people.contains(Page.text(user, "id")))
                .forEach(user -> logins.put(Page.text(user, "id"), logins(user))));
    return logins;
  }

  private static Map<String, List<String>> members(GraphDirectory graph, String group) {
    Map<String, List<String>> members = new TreeMap<>();
    graph.read(
        "/v1.0/groups/" + GraphDirectory.encoded(group) + "/members?" + NAMES,
        READ_MEMBERS,
        some ->
            some.stream()
                .filter(member -> Page.text(member, "@odata.type").endsWith(".user"))
                .forEach(user -> members.put(Page.text(user, "id"), logins(user))));
    return members;
  }

  /** Graph leaves out what the application may not read, and says nothing of it. */
  private static List<String> logins(byte[] user) {
    String name = Page.text(user, "userPrincipalName");
    if (name.isEmpty()) {
      throw Failure.operator(
          "entra tells who is in a group without their names: grant the application "
              + READ_USERS
              + " with consent");
    }
    return List.of(name, Page.text(user, "mail"));
  }

  private static String id(GraphDirectory graph, String application) {
    if (application.matches(ID)) {
      for (String path : List.of("/" + application, "(appId='" + application + "')")) {
        ProviderResponse answer =
            graph.find("/v1.0/servicePrincipals" + path + "?$select=id", READ_APPLICATIONS);
        if (answer.isDone()) {
          return Page.text(answer.body(), "id");
        }
      }
      throw unknown(application);
    }
    List<String> ids = ids(graph, application);
    return switch (ids.size()) {
      case 0 -> throw unknown(application);
      case 1 -> ids.getFirst();
      default ->
          throw Failure.operator(
              "entra has more than one application '%s': write the object id of one, which are %s"
                  .formatted(application, String.join(", ", new TreeSet<>(ids))));
    };
  }

  private static List<String> ids(GraphDirectory graph, String name) {
    List<String> ids = new ArrayList<>();
    graph.read(
        "/v1.0/servicePrincipals?$select=id&$filter="
            + GraphDirectory.encoded("displayName eq '" + name.replace("'", "''") + "'"),
        READ_APPLICATIONS,
        found -> found.forEach(one -> ids.add(Page.text(one, "id"))));
    return ids;
  }

  private static Failure unknown(String application) {
    return Failure.operator(
        ("entra has no enterprise application '%s': write its name as the list of enterprise"
                + " applications has it, its object id or its application id")
            .formatted(application));
  }

  private static String sku(GraphDirectory graph, String licence) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    graph.read(
        "/v1.0/subscribedSkus?$select=skuId,skuPartNumber",
        READ_LICENCES,
        skus ->
            skus.forEach(
                sku -> known.put(Page.text(sku, "skuPartNumber"), Page.text(sku, "skuId"))));
    String id = known.getOrDefault(licence, known.containsValue(licence) ? licence : "");
    if (id.isEmpty()) {
      throw Failure.operator(
          "the company has no licence '%s' of Microsoft's: it has %s"
              .formatted(
                  licence,
                  known.isEmpty()
                      ? "none"
                      : known.keySet().stream().limit(50).collect(Collectors.joining(", "))));
    }
    return id;
  }

  private static List<SeatHolder> licensed(GraphDirectory graph, String id) {
    Map<String, SeatHolder> byAccount = new LinkedHashMap<>();
    graph.read(
        "/v1.0/users?"
            + NAMES
            + "&$filter="
            + GraphDirectory.encoded("assignedLicenses/any(l:l/skuId eq " + id + ")"),
        READ_USERS,
        users ->
            users.forEach(user -> {
              String account = Page.text(user, "id");
              byAccount.put(account, new SeatHolder(account, logins(user), null, false));
            }));
    return List.copyOf(byAccount.values());
  }
}
