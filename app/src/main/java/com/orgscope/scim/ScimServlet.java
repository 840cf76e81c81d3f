package com.orgscope.scim;

import com.orgscope.access.RateLimit;
import com.orgscope.access.Secrets;
import com.orgscope.access.Secrets.Purpose;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
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
  private static final int RETRY_SECONDS = 5;

  private final transient Secrets secrets;
  private final transient Users users;
  private final transient GroupRequests groups;
  private final transient ScimSettings settings;
  private final transient RateLimit allowance;

  ScimServlet(
      Secrets secrets,
      Users users,
      GroupRequests groups,
      ScimSettings settings,
      RateLimit allowance) {
    this.secrets = secrets;
    this.users = users;
    this.groups = groups;
    this.settings = settings;
    this.allowance = allowance;
  }

  @Override
  protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
    Database.as(
        Login.PEOPLE,
        () -> {
          serve(http, response);
          return true;
        });
  }

  private void serve(HttpServletRequest http, HttpServletResponse response) throws IOException {
    ScimRequest request = new ScimRequest(http);
    ScimAnswer answer;
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
    TenantId tenant =
        request.tenant().orElseThrow(() -> Fault.UNAUTHORIZED.because("no tenant is named"));
    OptionalInt number = secrets.check(tenant, Purpose.SCIM, request.token());
    if (number.isEmpty()) {
      throw Fault.UNAUTHORIZED.because("this is not a token of this tenant");
    }
    // Behind the token: strangers use nothing up.
    if (!allowance.take(tenant)) {
      throw Fault.TOO_OFTEN.because(
          "a tenant asks at most %d times at once or soon after each other, and %d times a second in the long run: wait a moment"
              .formatted(settings.burst(), settings.requestsPerSecond()));
    }
    return new Caller(tenant, Role.SYSTEM, "scim:token-" + number.getAsInt(), null);
  }

  private ScimAnswer answer(Caller caller, ScimRequest request) {
    return switch (request.kind().toLowerCase(Locale.ROOT)) {
      case "users" -> request.id().isEmpty() ? collection(caller, request) : one(caller, request);
      case "groups" -> groups.answer(caller, request);
      case "serviceproviderconfig" ->
          found(request, ScimAnswer.of(200, Discovery.config(request.base())));
      case "resourcetypes" -> discovered(Discovery.resourceTypes(request.base()), request);
      case "schemas" -> discovered(Discovery.schemas(request.base()), request);
      case "bulk", "me", ".search" -> throw Fault.NOT_DONE.because("this is not done here");
      default -> throw Fault.NOT_THERE.because("this address is not there");
    };
  }

  private ScimAnswer collection(Caller caller, ScimRequest request) {
    return switch (request.method()) {
      case "GET" -> {
        int count = request.count(settings.maxPageSize());
        Users.Page page =
            users.list(caller, request.filter(), request.number("startIndex", 1), count);
        List<ObjectNode> resources =
            page.users().stream().map(user -> shown(user, request)).toList();
        yield ScimAnswer.list(resources, page.total(), page.startIndex());
      }
      case "POST" -> {
        User made = users.create(caller, Account.of(request.body(most())));
        yield new ScimAnswer(201, shown(made, request), made.etag());
      }
      default -> throw notAllowed();
    };
  }

  private ScimAnswer one(Caller caller, ScimRequest request) {
    UUID id =
        Users.id(request.id()).orElseThrow(() -> Fault.NOT_THERE.because("this user is not there"));
    return switch (request.method()) {
      case "GET" -> {
        User user = users.get(caller, id);
        yield request.knows(user.etag())
            ? new ScimAnswer(304, null, user.etag())
            : new ScimAnswer(200, shown(user, request), user.etag());
      }
      case "PUT" -> {
        Account account = Account.of(request.body(most()));
        User user = users.change(caller, id, request.expected(), any -> account);
        yield new ScimAnswer(200, shown(user, request), user.etag());
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
                  edit.patch(patch, settings.maxPatchOperations());
                  return edit.account();
                });
        yield new ScimAnswer(200, shown(user, request), user.etag());
      }
      case "DELETE" -> {
        users.delete(caller, id, request.expected());
        yield ScimAnswer.nothing();
      }
      default -> throw notAllowed();
    };
  }

  private static ScimAnswer found(ScimRequest request, ScimAnswer document) {
    if (!request.method().equals("GET")) {
      throw notAllowed();
    }
    return document;
  }

  /** All of them, or the one whose id is asked for. */
  private static ScimAnswer discovered(List<ObjectNode> documents, ScimRequest request) {
    if (request.id().isEmpty()) {
      return found(request, ScimAnswer.list(documents, documents.size(), 1));
    }
    return documents.stream()
        .filter(one -> one.path("id").asString("").equalsIgnoreCase(request.id()))
        .findFirst()
        .map(one -> found(request, ScimAnswer.of(200, one)))
        .orElseThrow(() -> Fault.NOT_THERE.because("this one is not there"));
  }

  private static ObjectNode shown(User user, ScimRequest request) {
    return Projection.of(
        user.resource(request.base()),
        request.list("attributes"),
        request.list("excludedAttributes"));
  }

  private int most() {
    return (int) settings.maxBodySize().toBytes();
  }

  private static Refusal notAllowed() {
    return Fault.NOT_ALLOWED.because("this cannot be done here");
  }

  private static ScimAnswer refused(Refusal refusal, HttpServletResponse response) {
    Fault fault = refusal.fault();
    if (fault == Fault.UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    if (fault == Fault.TOO_OFTEN) {
      response.setHeader("Retry-After", "1");
    }
    return ScimAnswer.error(fault.status(), fault.word(), refusal.detail());
  }

  private static ScimAnswer failed(Failure failure, HttpServletResponse response) {
    return switch (failure.kind()) {
      case RETRY -> {
        response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        yield ScimAnswer.error(503, null, "for a moment this cannot be done: try again");
      }
      case OPERATOR, POISON -> {
        LOG.error("A request of SCIM could not be done", failure);
        yield ScimAnswer.error(
            500, null, "somebody who runs Orgscope has to look: the log says why");
      }
      case BUG -> {
        LOG.error("A request of SCIM met a mistake of ours", failure);
        yield ScimAnswer.error(500, null, "this is a mistake of ours: the log says where");
      }
    };
  }

  private static void write(ScimAnswer answer, HttpServletResponse response) throws IOException {
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
