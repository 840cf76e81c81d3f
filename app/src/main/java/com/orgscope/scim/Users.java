package com.orgscope.scim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.directory.OtherAccounts;
import com.orgscope.directory.People;
import com.orgscope.directory.PersonChange;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.scim.ScimStore.Index;
import com.orgscope.scim.ScimStore.Row;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The accounts of a tenant. Each change goes into the directory first and is then stored: a crash
 * between the two leaves an answer the provider never got, so it writes again, and the directory
 * takes the same twice.
 */
@Component
final class Users {
  private static final int ATTEMPTS = 5;
  private static final int ROWS_AT_ONCE = 1_000;

  private final ScimStore store;
  private final TenantEncryption seals;
  private final Tenants tenants;
  private final People people;
  private final ScimSettings settings;
  private final InstantSource clock;

  /** A change holds a connection while the directory holds another: not all may at once. */
  private final ConcurrencyLimit writes;

  Users(
      ScimStore store,
      TenantEncryption seals,
      Tenants tenants,
      People people,
      ScimSettings settings,
      InstantSource clock) {
    this.store = store;
    this.seals = seals;
    this.tenants = tenants;
    this.people = people;
    this.settings = settings;
    this.clock = clock;
    this.writes = new ConcurrencyLimit(settings);
  }

  /**
   * Some users and how many there are.
   *
   * @param startIndex of the first, counted from one
   */
  record Page(List<User> users, long total, long startIndex) {}

  User get(Caller caller, UUID id) {
    return user(caller, row(caller, id));
  }

  User create(Caller caller, Account account) {
    return writes.within(() -> {
      UUID id = UUID.randomUUID();
      if (!store.byUserName(caller, hash(caller, "name", account.userName())).isEmpty()) {
        throw taken();
      }
      PersonKey person = put(caller, id, account, null);
      Instant now = now();
      Row row =
          new Row(id, person, null, account.active(), sealed(caller, id, account), 1, now, now);
      return switch (store.add(caller, row, index(caller, account))) {
        case DONE -> user(caller, row);
        case NAME_TAKEN -> throw taken();
        case OF_ERASED -> throw Fault.VALUE.because("is somebody who was erased on request");
      };
    });
  }

  /**
   * @param expected the version it must have; null for any
   * @param edit what the account becomes
   */
  User change(Caller caller, UUID id, @Nullable Long expected, UnaryOperator<Account> edit) {
    return writes.within(() -> {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Row before = row(caller, id);
        require(expected, before);
        Account was = account(caller, before);
        Account becomes = edit.apply(account(caller, before));
        if (becomes.tree().equals(was.tree())) {
          return user(caller, before);
        }
        Index index = index(caller, becomes);
        if (store.byUserName(caller, index.userName()).stream().anyMatch(r -> !r.id().equals(id))) {
          throw taken();
        }
        PersonKey person = put(caller, id, becomes, was);
        Row after =
            new Row(
                id,
                person,
                index.externalId(),
                becomes.active(),
                sealed(caller, id, becomes),
                before.version() + 1,
                before.createdAt(),
                now());
        switch (store.update(caller, after, index)) {
          case DONE -> {
            return user(caller, after);
          }
          case NAME_TAKEN -> throw taken();
          case CHANGED_MEANWHILE -> {
            // Once more, from what it is now.
          }
        }
      }
      throw Failure.retry("an account changed again and again while it was written", null);
    });
  }

  /** Whoever's account goes has left, and the account is not there any more. */
  void delete(Caller caller, UUID id, @Nullable Long expected) {
    writes.within(() -> {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Row row = row(caller, id);
        require(expected, row);
        Account was = account(caller, row);
        if (was.active()) {
          Account gone = new Account(was.tree().deepCopy().put("active", false));
          put(caller, id, gone, was);
        }
        if (store.delete(caller, id, row.version(), now())) {
          return true;
        }
      }
      throw Failure.retry("an account changed again and again while it was deleted", null);
    });
  }

  Page list(Caller caller, @Nullable Filter filter, long startIndex, int count) {
    long first = Math.max(1, startIndex);
    if (filter == null) {
      List<User> users =
          count == 0
              ? List.of()
              : store.accounts().page(caller, first - 1, count).stream()
                  .map(r -> user(caller, r))
                  .toList();
      return new Page(users, store.accounts().count(caller), first);
    }
    Optional<List<Row>> indexed = indexed(caller, filter);
    List<User> fitting =
        indexed.isPresent() ? fitting(caller, indexed.get(), filter) : scan(caller, filter);
    List<User> page = fitting.stream().skip(first - 1).limit(count).toList();
    return new Page(page, fitting.size(), first);
  }

  private List<User> scan(Caller caller, Filter filter) {
    List<User> fitting = new ArrayList<>();
    for (int from = 0; ; from += ROWS_AT_ONCE) {
      List<Row> rows = store.accounts().page(caller, from, ROWS_AT_ONCE);
      fitting.addAll(fitting(caller, rows, filter));
      if (rows.size() < ROWS_AT_ONCE) {
        return fitting;
      }
      if (from + ROWS_AT_ONCE >= settings.maxScannedUsers()) {
        throw Fault.TOO_MANY.because(
            "ask by userName, externalId, emails or id: there are too many users");
      }
    }
  }

  private List<User> fitting(Caller caller, List<Row> rows, Filter filter) {
    return rows.stream()
        .map(row -> user(caller, row))
        .filter(user -> filter.fits(user.resource("")))
        .toList();
  }

  /** Those that may fit, if one of the filter's conditions is one that an index answers. */
  private Optional<List<Row>> indexed(Caller caller, Filter filter) {
    for (Filter condition : filter.conditions()) {
      if (condition instanceof Filter.Compare(Target target, var operator, String value)
          && operator == Filter.Operator.EQ
          && value != null
          && target.schema().equals(Schemas.USER)) {
        Optional<List<Row>> rows =
            switch (target.attribute().toLowerCase(Locale.ROOT)) {
              case "id" ->
                  Optional.of(
                      id(value).flatMap(id -> store.accounts().find(caller, id)).stream().toList());
              case "username" -> Optional.of(store.byUserName(caller, hash(caller, "name", value)));
              case "externalid" ->
                  Optional.of(store.byExternalId(caller, hash(caller, "external", value)));
              case "emails" ->
                  target.part() == null || target.part().equalsIgnoreCase("value")
                      ? Optional.of(store.byClaim(caller, hash(caller, "claim", value)))
                      : Optional.empty();
              default -> Optional.empty();
            };
        if (rows.isPresent()) {
          return rows;
        }
      }
    }
    return Optional.empty();
  }

  static Optional<UUID> id(String text) {
    return Guid.of(text);
  }

  private PersonKey put(Caller caller, UUID id, Account account, @Nullable Account before) {
    Set<UUID> taken =
        store.claimedByOthers(
            caller,
            id,
            PersonFacts.claims(account).map(claim -> hash(caller, "claim", claim)).toList());
    LocalDate today = LocalDate.ofInstant(clock.instant(), tenants.get(caller.tenant()).zone());
    PersonChange change =
        people.put(
            caller,
            new PersonFacts(account, before)
                .entry(id, claim -> !taken.contains(hash(caller, "claim", claim)), today),
            others(caller, id, account));
    return switch (change) {
      case PersonChange.Kept kept -> kept.key();
      case PersonChange.Refused refused -> throw Fault.VALUE.because(refused.reason());
    };
  }

  private OtherAccounts others(Caller caller, UUID id, Account account) {
    Optional<UUID> external =
        account.text(Schemas.USER, "externalId").map(e -> hash(caller, "external", e));
    return new OtherAccounts() {
      @Override
      public boolean hold(PersonKey key) {
        return store.hasOther(caller, id, key);
      }

      @Override
      public boolean held(PersonKey key) {
        return external.isPresent() && store.hadOther(caller, id, key, external.get());
      }
    };
  }

  private Index index(Caller caller, Account account) {
    return new Index(
        hash(caller, "name", account.userName()),
        account.text(Schemas.USER, "externalId").map(e -> hash(caller, "external", e)).orElse(null),
        PersonFacts.claims(account)
            .map(claim -> hash(caller, "claim", claim))
            .collect(Collectors.toSet()));
  }

  private UUID hash(Caller caller, String kind, String text) {
    boolean exact = kind.equals("external");
    String folded = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    return UUID.fromString(
        seals.hash(
            caller.tenant(),
            "scim-" + kind,
            exact ? Guid.plain(folded) : folded.toLowerCase(Locale.ROOT)));
  }

  private Row row(Caller caller, UUID id) {
    return store
        .accounts()
        .find(caller, id)
        .orElseThrow(() -> Fault.NOT_THERE.because("user " + id + " is not there"));
  }

  private static void require(@Nullable Long expected, Row row) {
    if (expected != null && expected != row.version()) {
      throw Fault.VERSION.because("the user is at version W/\"" + row.version() + "\" by now");
    }
  }

  private static Refusal taken() {
    return Fault.UNIQUENESS.because("another user has this userName");
  }

  private User user(Caller caller, Row row) {
    return new User(
        row.id(), account(caller, row), row.version(), row.createdAt(), row.modifiedAt());
  }

  private Account account(Caller caller, Row row) {
    return Account.stored(
        new String(seals.open(caller.tenant(), row.resource(), place(row.id())), UTF_8));
  }

  private byte[] sealed(Caller caller, UUID id, Account account) {
    return seals.seal(caller.tenant(), account.json().getBytes(UTF_8), place(id));
  }

  private static String place(UUID id) {
    return "scim/" + id;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
