package com.orgscope.sources.scim;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.sources.Allowance;
import com.orgscope.sources.Secrets;
import com.orgscope.sources.Secrets.Purpose;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /scim/v2/TENANT/…}. A servlet and no controller, because every answer, to a method that is
 * not there and to a body that is no JSON as well, has to be one of SCIM's.
 */
final class ScimServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ScimServlet.class);
  private static final String TYPE = "application/scim+json";
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
  private static final int RETRY_SECONDS = 5;
  private static final int DEFAULT_PAGE = 100;

  private final transient Secrets secrets;
  private final transient Users users;
  private final transient ScimSettings settings;
  private final transient Allowance allowance;

  ScimServlet(Secrets secrets, Users users, ScimSettings settings, Allowance allowance) {
    this.secrets = secrets;
    this.users = users;
    this.settings = settings;
    this.allowance = allowance;
  }

  /** What is answered; a null body is an empty one. */
  private record Answer(int status, @Nullable ObjectNode body, @Nullable String etag) {}

  @Override
  protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
    ScimRequest request = new ScimRequest(http);
    Answer answer;
    try {
      Caller caller = caller(request);
      answer = answer(caller, request);
    } catch (Refusal refusal) {
      answer = refused(refusal, response);
    } catch (Failure failure) {
      answer = failed(failure, response);
    } catch (RuntimeException mistake) {
      answer = failed(Failure.bug("a request of SCIM failed", mistake), response);
    }
    write(answer, response);
  }

  private Caller caller(ScimRequest request) {
    TenantId tenant = request.tenant().orElseThrow(() -> Refusal.of(401, "no tenant is named"));
    if (!allowance.take(tenant)) {
      throw Refusal.of(429, "too many requests");
    }
    OptionalInt number = secrets.check(tenant, Purpose.SCIM, request.token());
    if (number.isEmpty()) {
      throw Refusal.of(401, "this is not a token of this tenant");
    }
    return new Caller(tenant, Role.SYSTEM, "scim:token-" + number.getAsInt(), null);
  }

  private Answer answer(Caller caller, ScimRequest request) {
    return switch (request.kind().toLowerCase(Locale.ROOT)) {
      case "users" -> request.id().isEmpty() ? collection(caller, request) : one(caller, request);
      case "groups" -> groups(request);
      case "serviceproviderconfig" -> found(Discovery.config(request.base()), request);
      case "resourcetypes" -> discovered(Discovery.resourceTypes(request.base()), request);
      case "schemas" -> discovered(Discovery.schemas(request.base()), request);
      case "bulk", "me", ".search" -> throw Refusal.of(501, "this is not done here");
      default -> throw Refusal.notFound("this address");
    };
  }

  private Answer collection(Caller caller, ScimRequest request) {
    return switch (request.method()) {
      case "GET" -> {
        int count = Math.clamp(request.number("count", DEFAULT_PAGE), 0, settings.page());
        Users.Page page =
            users.list(caller, request.filter(), request.number("startIndex", 1), count);
        List<ObjectNode> resources =
            page.users().stream().map(user -> shown(user, request)).toList();
        yield new Answer(200, listed(resources, page.total(), page.startIndex()), null);
      }
      case "POST" -> {
        User made = users.create(caller, Account.of(request.body(most())));
        yield new Answer(201, shown(made, request), made.etag());
      }
      default -> throw notAllowed();
    };
  }

  private Answer one(Caller caller, ScimRequest request) {
    UUID id = Users.id(request.id()).orElseThrow(() -> Refusal.notFound("this user"));
    return switch (request.method()) {
      case "GET" -> {
        User user = users.get(caller, id);
        yield request.knows(user.etag())
            ? new Answer(304, null, user.etag())
            : new Answer(200, shown(user, request), user.etag());
      }
      case "PUT" -> {
        Account account = Account.of(request.body(most()));
        User user = users.change(caller, id, request.expected(), any -> account);
        yield new Answer(200, shown(user, request), user.etag());
      }
      case "PATCH" -> {
        JsonNode patch = request.body(most());
        User user =
            users.change(
                caller,
                id,
                request.expected(),
                account -> {
                  AccountEdit edit = new AccountEdit(account.tree());
                  edit.patch(patch, settings.operations());
                  return edit.account();
                });
        yield new Answer(200, shown(user, request), user.etag());
      }
      case "DELETE" -> {
        users.delete(caller, id, request.expected());
        yield new Answer(204, null, null);
      }
      default -> throw notAllowed();
    };
  }

  /** Providers ask for groups to see whether there are any; nothing here has a use for them. */
  private static Answer groups(ScimRequest request) {
    if (!request.method().equals("GET")) {
      throw Refusal.of(501, "groups are not kept here");
    }
    if (!request.id().isEmpty()) {
      throw Refusal.notFound("this group");
    }
    return new Answer(
        200, listed(List.of(), 0, Math.max(1, request.number("startIndex", 1))), null);
  }

  private static Answer found(ObjectNode document, ScimRequest request) {
    if (!request.method().equals("GET")) {
      throw notAllowed();
    }
    return new Answer(200, document, null);
  }

  /** All of them, or the one whose id is asked for. */
  private static Answer discovered(List<ObjectNode> documents, ScimRequest request) {
    if (request.id().isEmpty()) {
      return found(listed(documents, documents.size(), 1), request);
    }
    return documents.stream()
        .filter(one -> one.path("id").asString("").equalsIgnoreCase(request.id()))
        .findFirst()
        .map(one -> found(one, request))
        .orElseThrow(() -> Refusal.notFound("this one"));
  }

  private static ObjectNode shown(User user, ScimRequest request) {
    return User.project(
        user.resource(request.base()),
        request.list("attributes"),
        request.list("excludedAttributes"));
  }

  private static ObjectNode listed(List<ObjectNode> resources, long total, long startIndex) {
    ObjectNode list = Schemas.JSON.createObjectNode();
    list.putArray("schemas").add(LIST);
    list.put("totalResults", total);
    list.put("startIndex", startIndex);
    list.put("itemsPerPage", resources.size());
    list.putArray("Resources").addAll(resources);
    return list;
  }

  private int most() {
    return (int) settings.body().toBytes();
  }

  private static Refusal notAllowed() {
    return Refusal.of(405, "this cannot be done here");
  }

  private static Answer refused(Refusal refusal, HttpServletResponse response) {
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    if (refusal.status() == 429) {
      response.setHeader("Retry-After", "1");
    }
    return error(refusal.status(), refusal.type(), refusal.detail());
  }

  private static Answer failed(Failure failure, HttpServletResponse response) {
    return switch (failure.kind()) {
      case RETRY -> {
        response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        yield error(503, null, "for a moment this cannot be done: try again");
      }
      case OPERATOR, POISON -> {
        LOG.error("A request of SCIM could not be done", failure);
        yield error(500, null, "somebody who runs Orgscope has to look: the log says why");
      }
      case BUG -> {
        LOG.error("A request of SCIM met a mistake of ours", failure);
        yield error(500, null, "this is a mistake of ours: the log says where");
      }
    };
  }

  private static Answer error(int status, @Nullable String type, String detail) {
    ObjectNode error = Schemas.JSON.createObjectNode();
    error.putArray("schemas").add(ERROR);
    error.put("status", Integer.toString(status));
    if (type != null) {
      error.put("scimType", type);
    }
    error.put("detail", detail);
    return new Answer(status, error, null);
  }

  private static void write(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Cache-Control", "no-store");
    if (answer.etag() != null) {
      response.setHeader("ETag", answer.etag());
    }
    ObjectNode body = answer.body();
    if (body == null) {
      return;
    }
    String location = body.path("meta").path("location").asString("");
    if (!location.isEmpty()) {
      response.setHeader("Location", location);
    }
    byte[] bytes = Schemas.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    response.setContentType(TYPE + ";charset=UTF-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
