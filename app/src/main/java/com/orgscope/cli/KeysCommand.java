package com.orgscope.cli;

import com.orgscope.access.OperatorDocument;
import com.orgscope.access.OperatorDocument.Kind;
import com.orgscope.access.OperatorKey;
import com.orgscope.access.Operators;
import com.orgscope.access.SignedDocument;
import com.orgscope.directory.KeyRotation;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "keys",
    description = {
      "The keys of the persons who sign what nobody changes alone: who may sign, what releases may",
      "spend, and that a withdrawn release is drawn once more. Two different persons sign. And",
      "rotate: another key in the place of what wraps companies' own."
    },
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
  private final Session session;

  KeysCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "create",
      description = {
        "Makes a person's key in FILE, for its owner's eyes only, and its public half in FILE.pub.",
        "The key stays with the person, never in the home; it is never printed. It needs no home."
      })
  int create(
      @Parameters(paramLabel = "NAME", description = "Such as ann-lee.") String name,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "A new file outside the home.")
          Path file) {
    OperatorKey.Open made = OperatorKey.create(name, file, session.home());
    session
        .answer()
        .give(
            new Key(made.name(), made.fingerprint()),
            out ->
                out.printf(
                    "The key of %s is made in %s. Its fingerprint is %s; %s.pub is for others.%n",
                    made.name(), file, made.fingerprint(), file));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "begin",
      description = {
        "Takes the public halves of the first two persons into the empty store, in one step. Whoever",
        "else is to sign is proposed, signed by two and applied."
      })
  int begin(
      @Parameters(index = "0", paramLabel = "ONE.pub") Path one,
      @Parameters(index = "1", paramLabel = "OTHER.pub") Path other) {
    session
        .bean(Operators.class)
        .begin(companies(session), OperatorKey.readOpen(one), OperatorKey.readOpen(other));
    return show();
  }

  @Command(name = "show", description = "Who may sign, by name and fingerprint.")
  int show() {
    Map<String, String> keys = session.bean(Operators.class).keys();
    List<Key> all =
        keys.entrySet().stream()
            .map(key -> new OperatorKey.Open(key.getKey(), key.getValue()))
            .map(key -> new Key(key.name(), key.fingerprint()))
            .toList();
    session
        .answer()
        .give(
            new Keys(all),
            out -> {
              all.forEach(key -> out.printf("%-32s %s%n", key.name(), key.fingerprint()));
              if (all.isEmpty()) {
                out.println("Nobody may sign yet.");
              }
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "propose",
      description = {
        "Writes a document that adds a person's key, replaces it or removes it. Two who are in the",
        "store sign it, then it is applied."
      })
  int propose(
      @Option(
              names = "--add",
              paramLabel = "FILE.pub",
              description = "Whose key is added, or replaced if their name is there.")
          @Nullable Path add,
      @Option(names = "--remove", paramLabel = "NAME", description = "Whose key goes.")
          @Nullable String remove,
      @Mixin Proposal proposal) {
    Operators operators = session.bean(Operators.class);
    if (add != null && remove == null) {
      return proposal.write(
          session, operators.proposeAdding(OperatorKey.readOpen(add), proposal.reason()));
    }
    if (remove != null && add == null) {
      return proposal.write(session, operators.proposeRemoving(remove, proposal.reason()));
    }
    throw new WrongLine("keys propose needs either --add FILE.pub or --remove NAME");
  }

  @Command(
      name = "sign",
      description = {
        "Shows what a document changes and adds your signature to it, whatever it is about. It needs",
        "no home."
      })
  int sign(
      @Parameters(paramLabel = "DOCUMENT") Path file,
      @Option(names = "--key", required = true, paramLabel = "FILE", description = "Your own key.")
          Path key,
      @Option(names = "--yes", description = "Does not ask, at a terminal either.") boolean yes) {
    SignedDocument document = SignedDocument.read(file);
    OperatorKey own = OperatorKey.read(key);
    document.requireUnsignedBy(own);
    session.tell(said(document.document()));
    session.confirm("You sign it with " + key + ".", yes);
    SignedDocument signed = document.signedBy(own);
    signed.write(file);
    give(session, signed, file);
    return OrgscopeCommand.DONE;
  }

  @Command(name = "apply", description = "Applies a signed document that is about keys.")
  int apply(@Parameters(paramLabel = "DOCUMENT") Path file) {
    session.bean(Operators.class).apply(companies(session), Kind.KEYS, SignedDocument.read(file));
    return show();
  }

  @Command(
      name = "rotate",
      description = {
        "Wraps the keys of companies under a new key outside the database, in a file or a key",
        "management service (orgscope.keys.kms-uri). Killed anywhere, it is done again. Earlier keys",
        "stay, for backups, until they are destroyed. Pseudonyms' keys stay: all events carry them."
      })
  int rotate(
      @Option(names = "--tenant", paramLabel = "T", description = "This company alone.")
          @Nullable TenantId tenant,
      @Option(
              names = "--names",
              description =
                  "New names are sealed with a new key as well; earlier ones open as before.")
          boolean names,
      @Option(
              names = "--destroy-earlier",
              description = "Destroys earlier keys: backups from before show no name any more.")
          boolean destroy,
      @Option(names = "--yes", description = "Does not ask, at a terminal either.") boolean yes) {
    if (destroy) {
      session.confirm("Backups of the database from before now will show no name.", yes);
    }
    List<Caller> callers = tenant == null ? companies(session) : List.of(session.caller(tenant));
    KeyRotation rotation = session.bean(KeyRotation.class);
    callers.forEach(caller -> rotation.rotate(caller, names));
    if (destroy) {
      callers.forEach(rotation::destroyEarlier);
    }
    List<Wrapped> wrapped =
        callers.stream()
            .map(caller -> rotation.wrapping(caller.tenant()))
            .map(each -> new Wrapped(each.tenant().value(), each.under(), each.earlier().size()))
            .toList();
    session
        .answer()
        .give(
            Map.of("tenants", wrapped),
            out ->
                wrapped.forEach(each ->
                    out.printf(
                        "%s: under %s, %d earlier kept.%n",
                        each.tenant, each.under, each.earlierKept)));
    return OrgscopeCommand.DONE;
  }

  private record Wrapped(String tenant, String under, int earlierKept) {}

  /** What every proposed document needs. */
  static final class Proposal {
    @Option(
        names = "--reason",
        required = true,
        paramLabel = "R",
        description = "Why; it is signed with it.")
    private String reason = "";

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DOCUMENT",
        description = "The file that is passed around.")
    private Path file = Path.of("");

    String reason() {
      return reason;
    }

    int write(Session session, SignedDocument document) {
      return proposed(session, document, file);
    }
  }

  /** Writes a proposed document, and says who does what with it. */
  static int proposed(Session session, SignedDocument document, Path file) {
    if (Files.exists(file)) {
      throw Failure.operator(file + " is there already: name a new file with --out");
    }
    document.write(file);
    session.tell(said(document.document()));
    give(session, document, file);
    return OrgscopeCommand.DONE;
  }

  private static void give(Session session, SignedDocument document, Path file) {
    List<String> names = document.signatures().stream().map(SignedDocument.By::name).toList();
    session
        .answer()
        .give(
            new Document(file.toString(), document.document().expires().toString(), names),
            out ->
                out.printf(
                    "%s is signed by %s, and good until %s.%n",
                    file,
                    names.isEmpty() ? "nobody yet" : String.join(" and ", names),
                    document.document().expires()));
  }

  private static String said(OperatorDocument document) {
    return "It is about %s of %s, %s: %s. Why: %s"
        .formatted(
            document.what().words(),
            document.tenant(),
            document.subject(),
            document.change(),
            document.reason());
  }

  /** Whoever sits at the terminal, for the audit log of each company. */
  static List<Caller> companies(Session session) {
    return session.bean(Tenants.class).all().stream()
        .map(tenant -> session.callerOfNew(tenant.id()))
        .toList();
  }

  private record Key(String name, String fingerprint) {}

  private record Keys(List<Key> keys) {}

  private record Document(String document, String expires, List<String> signedBy) {}
}
