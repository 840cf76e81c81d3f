package com.orgscope.scim;

import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Groups} and {@code /Groups/ID}. */
@Component
final class GroupRequests {
  private final Groups groups;
  private final ScimSettings settings;

  GroupRequests(Groups groups, ScimSettings settings) {
    this.groups = groups;
    this.settings = settings;
  }

  ScimAnswer answer(Caller caller, ScimRequest request) {
    return request.id().isEmpty() ? collection(caller, request) : one(caller, request);
  }

  private ScimAnswer collection(Caller caller, ScimRequest request) {
    return switch (request.method()) {
      case "GET" -> {
        Groups.Page page =
            groups.list(
                caller,
                request.filter(),
                request.number("startIndex", 1),
                request.count(settings.maxPageSize()),
                membersWanted(request));
        yield ScimAnswer.list(
            page.groups().stream().map(group -> shown(group, request)).toList(),
            page.total(),
            page.startIndex());
      }
      case "POST" -> {
        Group made = groups.inTurn(() -> groups.create(caller, body(request)));
        yield answer(201, groups.get(caller, made.id(), membersWanted(request)), request);
      }
      default -> throw Fault.NOT_ALLOWED.because("this cannot be done here");
    };
  }

  private ScimAnswer one(Caller caller, ScimRequest request) {
    UUID id =
        Users.id(request.id())
            .orElseThrow(() -> Fault.NOT_THERE.because("this group is not there"));
    return switch (request.method()) {
      case "GET" -> {
        Group group = groups.get(caller, id, membersWanted(request));
        yield request.knows(group.etag())
            ? new ScimAnswer(304, null, group.etag())
            : answer(200, group, request);
      }
      case "PUT" -> {
        groups.inTurn(() -> {
          GroupEdit whole = GroupEdit.whole(body(request));
          return groups.change(caller, id, request.expected(), any -> whole);
        });
        yield answer(200, groups.get(caller, id, membersWanted(request)), request);
      }
      case "PATCH" -> {
        // Without the group: a provider adds one member to ten thousand and wants none of them.
        Group group =
            groups.inTurn(() -> {
              JsonNode patch = body(request);
              return groups.change(
                  caller,
                  id,
                  request.expected(),
                  now -> GroupEdit.patch(now, patch, settings.maxPatchOperations()));
            });
        yield new ScimAnswer(204, null, group.etag());
      }
      case "DELETE" -> {
        groups.delete(caller, id, request.expected());
        yield ScimAnswer.nothing();
      }
      default -> throw Fault.NOT_ALLOWED.because("this cannot be done here");
    };
  }

  private JsonNode body(ScimRequest request) {
    return request.body((int) settings.maxGroupBodySize().toBytes());
  }

  private static ScimAnswer answer(int status, Group group, ScimRequest request) {
    return new ScimAnswer(status, shown(group, request), group.etag());
  }

  private static ObjectNode shown(Group group, ScimRequest request) {
    return Projection.of(
        group.resource(request.base()),
        request.list("attributes"),
        request.list("excludedAttributes"));
  }

  /** Members are many, so they are not even read if they would not be shown. */
  private static boolean membersWanted(ScimRequest request) {
    List<String> only = request.list("attributes");
    return only.isEmpty()
        ? request.list("excludedAttributes").stream().noneMatch(GroupRequests::isMembers)
        : only.stream().anyMatch(GroupRequests::mayNameMembers);
  }

  private static boolean isMembers(String path) {
    Target target = Target.of(path);
    return target.attribute().equalsIgnoreCase("members") && target.part() == null;
  }

  private static boolean mayNameMembers(String path) {
    String folded = path.toLowerCase(Locale.ROOT);
    return folded.contains("members") || folded.startsWith("urn:");
  }
}
