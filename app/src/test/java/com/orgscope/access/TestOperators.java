package com.orgscope.access;

import com.orgscope.audit.TestAudit;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home;
import com.orgscope.state.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Persons with keys outside the home, and the store of a home on a real database. */
public final class TestOperators {
  private final Path people;

  private TestOperators(Path people) {
    this.people = people;
  }

  /**
   * @param people a folder for their keys
   */
  public static TestOperators in(Path people) {
    return new TestOperators(people);
  }

  public static Operators on(Database database, Path home, InstantSource clock) {
    return new Operators(log(database, home), TestAudit.on(database), clock);
  }

  static OperatorLog log(Database database, Path home) {
    return new OperatorLog(new Home(home), new OperatorEntryStore(database));
  }

  /** The key of somebody, made when first asked for. */
  public OperatorKey key(String name) {
    Path file = people.resolve(name + ".key");
    if (!Files.exists(file)) {
      open(name);
    }
    return OperatorKey.read(file);
  }

  public OperatorKey.Open open(String name) {
    Path file = people.resolve(name + ".key");
    return Files.exists(file)
        ? OperatorKey.read(file).open()
        : OperatorKey.create(name, file, new Home(people.resolve("no-home")));
  }

  /** Another key of somebody who has one. */
  OperatorKey.Open another(String name) {
    return OperatorKey.create(
        name, people.resolve(name + ".other.key"), new Home(people.resolve("no-home")));
  }

  /** Ann and Bob are in the store. */
  public void begin(Operators operators, Caller company) {
    operators.begin(List.of(company), open("ann"), open("bob"));
  }

  /** As two of them sign it. */
  public SignedDocument signed(SignedDocument document, String... names) {
    SignedDocument signed = document;
    for (String name : names) {
      signed = signed.signedBy(key(name));
    }
    return signed;
  }

  static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IOException(file + " does not say " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }
}
