package com.orgscope.sources.okta;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import com.orgscope.sources.Page;
import com.orgscope.sources.PageWalk;
import com.orgscope.sources.ProviderClient;
import com.orgscope.sources.ProviderResponse;
import com.orgscope.sources.SeatHolder;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.WholeList;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users of an application in Okta, by themselves or by a group: Okta lists both alike. Whom the
 * application lets in no more has no seat of it.
 */
@Component
final class OktaSeats implements SeatList {
  private static final int APPLICATIONS_A_PAGE = 200;
  private static final int USERS_A_PAGE = 500;
  private static final String ID = "0oa[0-9A-Za-z]{10,40}";

  /** An application user who was shut out or was never let in. */
  private static final Set<String> SHUT_OUT =
      Set.of("DEPROVISIONED", "INACTIVE", "REVOKED", "SUSPENDED", "UNASSIGNED");

  @Override
  public String right() {
    return OktaAccess.READ_APPLICATIONS;
  }

  @Override
  public Source source() {
    return Source.OKTA;
  }

  /** Of one application; what it is called nobody is told. */
  @Override
  public void check(ProviderClient providerClient) {
    OktaAccess access = new OktaAccess(providerClient.connection(), OktaAccess.READ_APPLICATIONS);
    var unused = ask(providerClient, access, access.org().resolve("/api/v1/apps?limit=1"));
  }

  @Override
  public String id(ProviderClient providerClient, String application) {
    OktaAccess access = new OktaAccess(providerClient.connection(), OktaAccess.READ_APPLICATIONS);
    return id(providerClient, access, application);
  }

  @Override
  public List<SeatHolder> of(ProviderClient providerClient, String id) {
    OktaAccess access = new OktaAccess(providerClient.connection(), OktaAccess.READ_APPLICATIONS);
    Map<String, SeatHolder> byAccount = new LinkedHashMap<>();
    URI first =
        access
            .org()
            .resolve("/api/v1/apps/" + id + "/users?limit=" + USERS_A_PAGE + "&expand=user");
    read(
        providerClient,
        access,
        first,
        users ->
            users.stream()
                .filter(user -> !SHUT_OUT.contains(Page.text(user, "status")))
                .map(OktaSeats::holder)
                .forEach(one -> byAccount.merge(one.account(), one, SeatHolder::better)));
    return List.copyOf(byAccount.values());
  }

  private static SeatHolder holder(byte[] user) {
    String account = Page.text(user, "id");
    if (account.isEmpty()) {
      throw Failure.retry("okta tells of a user of an application without an id", null);
    }
    return new SeatHolder(
        account,
        List.of(
            Page.text(user, "_embedded", "user", "profile", "login"),
            Page.text(user, "_embedded", "user", "profile", "email"),
            Page.text(user, "credentials", "userName"),
            Page.text(user, "profile", "email")),
        later(day(Page.text(user, "created")), day(Page.text(user, "statusChanged"))),
        true);
  }

  /** Whoever was shut out and let in again has it since then. */
  private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable LocalDate day(String time) {
    Instant at = OktaCursor.time(time);
    return at == null ? null : at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static String id(ProviderClient providerClient, OktaAccess access, String application) {
    if (application.matches(ID)) {
      URI link = access.org().resolve("/api/v1/apps/" + application);
      ProviderResponse answer =
          WholeList.asked(providerClient, () -> ask(providerClient, access, link));
      if (answer.status() == 404) {
        throw unknown(application);
      }
      return application;
    }
    List<String> ids = new ArrayList<>();
    URI first =
        access
            .org()
            .resolve(
                "/api/v1/apps?limit="
                    + APPLICATIONS_A_PAGE
                    + "&q="
                    + URLEncoder.encode(application, StandardCharsets.UTF_8));
    read(
        providerClient,
        access,
        first,
        found ->
            found.stream()
                .filter(one -> Page.text(one, "label").strip().equalsIgnoreCase(application))
                .map(one -> Page.text(one, "id"))
                .forEach(ids::add));
    return switch (List.copyOf(Set.copyOf(ids)).size()) {
      case 0 -> throw unknown(application);
      case 1 -> ids.getFirst();
      default ->
          throw Failure.operator(
              "okta has more than one application '%s': write the id of one, which are %s"
                  .formatted(
                      application, String.join(", ", ids.stream().distinct().sorted().toList())));
    };
  }

  private static Failure unknown(String application) {
    return Failure.operator(
        ("okta has no active application '%s': write its label as the list of applications has"
                + " it, or its id, which begins with 0oa")
            .formatted(application));
  }

  private static void read(
      ProviderClient providerClient, OktaAccess access, URI first, Consumer<List<byte[]>> page) {
    WholeList.read(
        providerClient,
        first,
        (link, before) -> {
          ProviderResponse answer = ask(providerClient, access, link);
          if (!answer.isDone()) {
            throw Failure.retry("okta no longer knows what it listed a moment ago", null);
          }
          return new PageWalk.Given<>(
              Page.of(answer.body(), null).elements(),
              providerClient.follow(
                  link, LinkHeader.find(answer.lines("Link"), "next").orElse(null)));
        },
        page);
  }

  /** Done, or not found. */
  private static ProviderResponse ask(ProviderClient providerClient, OktaAccess access, URI link) {
    ProviderResponse answer = OktaQuestions.ask(providerClient, access, link);
    if (answer.isDone() || Stream.of(404, 410).anyMatch(gone -> gone == answer.status())) {
      return answer;
    }
    throw switch (answer.status()) {
      case 401, 403 ->
          Failure.operator(
              ("okta does not let tenant %s read who has an application (%d): its service"
                      + " application needs the scope %s and a role that sees applications, an API"
                      + " token one of somebody with such a role, such as read-only administrator")
                  .formatted(
                      providerClient.connection().tenant(),
                      answer.status(),
                      OktaAccess.READ_APPLICATIONS));
      case 400 ->
          Failure.operator("okta does not take the question (400): check 'org' of the source");
      default -> Failure.retry("okta could not answer this time (" + answer.status() + ")", null);
    };
  }
}
