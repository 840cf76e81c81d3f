package com.orgscope.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Nobody keeps packages free of cycles by good will. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.orgscope");

  /** Methods that tests alone call, with the reason; what nobody calls goes. */
  private static final Map<String, String> FOR_TESTS =
      Map.ofEntries(
          Map.entry(
              "Apportionment.signIn", "that nobody counts beyond the bound is measured by it"),
          Map.entry("Apportionment.switching", "that nobody counts beyond the bound"),
          Map.entry("Database.name", "another process of the test opens the same database"),
          Map.entry("EmbeddedServer.port", "another process of the test finds the same server"),
          Map.entry("GroupCommit.waiting", "the test brings more while a group is written"),
          Map.entry("HeldBytes.held", "what a request held is given back"),
          Map.entry("HookServlet.inHand", "what a request held is given back"),
          Map.entry("Json.isNumber", "the fuzz test compares kinds with the library's"),
          Map.entry("Json.isOfKnownShape", "the fuzz test counts what the fast reader took"),
          Map.entry(
              "ProductKinds.products", "the test holds the table to the list of applications"),
          Map.entry("Label.decorations", "the test holds the words to the list of applications"),
          Map.entry("Migrations.digest", "tests keep a database for each state of migrations"),
          Map.entry("Models.expected", "that a night says how much it has to ask"),
          Map.entry("OrgscopeCommand.run", "a command line without a process around it"),
          Map.entry("OrgscopeCommand.specification", "the tests hold every command to its words"),
          Map.entry("PeopleLevels.atCategory", "the test works out how often a margin is passed"),
          Map.entry("PeopleLevels.atLeaf", "the test works out how often a margin is passed"),
          Map.entry("PersonStore.positions", "what an import made of a person's past"),
          Map.entry("EvidenceTalk.words", "the test holds the language to words of no people"),
          Map.entry("ProseWords.things", "the test holds the lists of words to each other"),
          Map.entry("ProseWords.all", "the test holds the lists of words to each other"),
          Map.entry("ProseWords.entries", "the test holds the list to a few thousand words"),
          Map.entry("ProseWords.never", "the test holds the lists of words to each other"),
          Map.entry("Signatures.people", "the test counts who is described"),
          Map.entry("SimulationSettings.withInHouse", "a company without applications of its own"),
          Map.entry("TenantAdaptation.agreement", "learned weights are measured by it"),
          Map.entry(
              "Admits.value", "the document of the API, which a test writes, tells roles by it"),
          Map.entry("Agreement.of", "learned weights are measured by it"),
          Map.entry("Trades.categories", "the test holds the words to the taxonomy"));

  @Test
  void every_room_calls_only_whom_its_package_info_allows() {
    ApplicationModules modules = ApplicationModules.of("com.orgscope");
    assertThat(modules.stream().count()).isGreaterThan(10);
    modules.verify();
  }

  @Test
  void a_room_declares_nobody_whom_it_does_not_call() throws IOException {
    List<String> idle = new ArrayList<>();
    for (var room : Structure.of(Path.of("..")).rooms().entrySet()) {
      Set<String> called =
          CLASSES.stream()
              .filter(type -> isOf(type.getPackageName(), room.getKey()))
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .map(dependency -> dependency.getTargetClass().getPackageName())
              .collect(Collectors.toSet());
      room.getValue().declared().stream()
          .filter(declared -> called.stream().noneMatch(in -> isOf(in, declared)))
          .map(declared -> room.getKey() + " declares " + declared + " and never calls it")
          .forEach(idle::add);
    }
    assertThat(idle).isEmpty();
  }

  private static boolean isOf(String in, String room) {
    String base = "com.orgscope." + room;
    return in.equals(base) || in.startsWith(base + ".");
  }

  @Test
  void a_public_name_stands_in_one_room_only() throws IOException {
    assertThat(Structure.of(Path.of("..")).reusedNames()).isEmpty();
  }

  @Test
  void every_method_has_a_caller_in_the_product_or_a_reason() throws IOException {
    StringBuilder peer = new StringBuilder();
    try (Stream<Path> walk = Files.walk(Path.of("../bench/src"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        peer.append(Files.readString(file));
      }
    }
    Set<String> uncalled = new TreeSet<>();
    int seen = 0;
    for (JavaClass type : CLASSES) {
      for (JavaMethod method : type.getMethods()) {
        if (CALLED_BY_US.test(method)) {
          seen++;
          if (method.getAccessesToSelf().stream().allMatch(by -> by.getOrigin().equals(method))
              && !(peer.indexOf(type.getSimpleName()) >= 0
                  && peer.indexOf("." + method.getName() + "(") >= 0)) {
            uncalled.add(type.getSimpleName() + "." + method.getName());
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(1_000);
    assertThat(uncalled)
        .as("what tests alone call goes, or says why")
        .containsExactlyInAnyOrderElementsOf(FOR_TESTS.keySet());
  }

  /** What a library calls is annotated or declared by a type above; a record is read by anybody. */
  private static final Predicate<JavaMethod> CALLED_BY_US =
      method -> {
        JavaClass type = method.getOwner();
        Set<JavaModifier> modifiers = method.getModifiers();
        return !type.getPackageName().startsWith("com.orgscope.llm.scripted")
            && !type.getPackageName().startsWith("com.orgscope.web.templates")
            && !modifiers.contains(JavaModifier.PRIVATE)
            && !modifiers.contains(JavaModifier.SYNTHETIC)
            && method.getAnnotations().isEmpty()
            && !method.getName().equals("main")
            && !(type.isEnum() && Set.of("values", "valueOf").contains(method.getName()))
            && !isComponent(type, method)
            && type.getAllSubclasses().stream().noneMatch(below -> isComponent(below, method))
            && !isDeclaredAbove(type.reflect(), method);
      };

  private static boolean isComponent(JavaClass type, JavaMethod method) {
    return type.isRecord() && type.tryGetField(method.getName()).isPresent();
  }

  private static boolean isDeclaredAbove(Class<?> type, JavaMethod method) {
    int parameters = method.getRawParameterTypes().size();
    return Stream.concat(Stream.of(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()))
        .anyMatch(above ->
            Stream.of(above.getDeclaredMethods())
                    .anyMatch(one ->
                        one.getName().equals(method.getName())
                            && one.getParameterCount() == parameters)
                || isDeclaredAbove(above, method));
  }

  /** Interfaces that one class of their own package implements, with the reason. */
  private static final Map<String, String> ONE_IMPLEMENTATION =
      Map.of(
          "CommandContext", "commands of rooms beside the product know no session",
          "Counter", "the plug-in that reads files counts into it and knows no progress",
          "Grammar", "the bench compares another library's",
          "Row", "no other room sees the database's driver");

  @Test
  void an_interface_has_two_implementations_or_a_reason() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("com.orgscope");
    Set<String> doubled =
        tests.stream()
            .flatMap(type -> type.getRawInterfaces().stream())
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertThat(doubled).as("doubles are seen").isNotEmpty();
    Set<String> alone = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      List<JavaClass> made =
          type.getAllSubclasses().stream().filter(below -> !below.isInterface()).toList();
      if (type.isInterface()
          && made.size() == 1
          && !made.getFirst().isAnonymousClass()
          && made.getFirst().getPackageName().equals(type.getPackageName())
          && !doubled.contains(type.getName())) {
        alone.add(type.getSimpleName());
      }
    }
    assertThat(alone).containsExactlyInAnyOrderElementsOf(ONE_IMPLEMENTATION.keySet());
  }

  @Test
  void no_packages_form_a_cycle() {
    SlicesRuleDefinition.slices()
        .matching("com.orgscope.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void no_room_of_the_product_knows_the_demo_or_the_benches() {
    noClasses()
        .that()
        .resideOutsideOfPackages("com.orgscope", "com.orgscope.demo..", "com.orgscope.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.orgscope.demo..", "com.orgscope.bench..")
        .check(CLASSES);
  }

  @Test
  void the_simulator_shares_nothing_with_the_product_that_judges_it() {
    noClasses()
        .that()
        .resideInAPackage("com.orgscope.demo..")
        .and()
        .haveNameNotMatching(
            ".*\\.(DemoCommand|DemoContracts|DemoMonths|SimulateCommand|DemoNotes|RecordedModel|RecordedProvider)(\\$.*)?")
        .should()
        .dependOnClassesThat(
            describe(
                "are of another room than kernel and table",
                type ->
                    type.getPackageName().startsWith("com.orgscope.")
                        && !resideInAnyPackage(
                                "com.orgscope.demo..",
                                "com.orgscope.kernel..",
                                "com.orgscope.table..")
                            .test(type)))
        .check(CLASSES);
  }

  @Test
  void iceberg_and_duckdb_stay_in_the_lake() {
    owns(List.of("org.apache.iceberg..", "org.duckdb.."), "com.orgscope.lake..");
  }

  @Test
  void kafka_and_pub_sub_stay_in_their_plug_ins_of_the_event_log() {
    owns(
        List.of("org.apache.kafka.."),
        "com.orgscope.eventlog.kafka..",
        "com.orgscope.sources.entra..");
    owns(
        List.of("com.google.cloud.pubsub..", "com.google.pubsub.."),
        "com.orgscope.eventlog.pubsub..");
    owns(List.of("io.grpc.."), "com.orgscope.eventlog.pubsub..", "com.orgscope.directory..");
  }

  @Test
  void db_scheduler_stays_in_work() {
    owns(List.of("com.github.kagkarlsson.."), "com.orgscope.work..");
  }

  @Test
  void tink_stays_in_the_directory() {
    owns(List.of("com.google.crypto.tink..", "com.google.cloud.kms.."), "com.orgscope.directory..");
  }

  @Test
  void flyway_and_the_pool_stay_in_state() {
    owns(List.of("org.flywaydb..", "com.zaxxer.hikari.."), "com.orgscope.state..");
  }

  @Test
  void decompressors_stay_where_bytes_are_kept_or_come_in_and_the_parser_in_json() {
    owns(List.of("com.github.luben.zstd.."), "com.orgscope.[ingest|egress|bench]..");
    owns(List.of("tools.jackson.core.json.."), "com.orgscope.json..");
  }

  /** Who can open a way out, and what of it is written down where. */
  private static final Map<String, String> WAYS_OUT =
      Map.of(
          "com.orgscope.llm", "HttpCall and RecordedSpans write down what they send",
          "com.orgscope.audit", "both destinations write down what they send",
          "com.orgscope.signin", "asks the identity provider, and carries its own tokens",
          "com.orgscope.sources", "asks for events, and carries the source's credentials",
          "com.orgscope.cli", "asks the server on this machine",
          "com.orgscope.web", "takes connections, and opens none",
          "com.orgscope.bench", "asks servers of its own on this machine");

  @Test
  void whoever_can_open_a_way_out_says_what_of_it_is_written_down() {
    List<String> wires =
        List.of(
            "java.net.http.HttpClient",
            "java.net.Socket",
            "java.net.URLConnection",
            "java.nio.channels.SocketChannel",
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.ssl.SSLEngine",
            "io.opentelemetry.sdk.common.export.HttpSender");
    Set<String> rooms =
        CLASSES.stream()
            .filter(c ->
                c.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> wires.contains(d.getTargetClass().getName())))
            .map(c -> c.getPackageName().replaceAll("(com\\.orgscope\\.[a-z]+).*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rooms).containsExactlyInAnyOrderElementsOf(WAYS_OUT.keySet());
  }

  @Test
  void model_libraries_and_their_policy_stay_in_llm() {
    owns(List.of("dev.langchain4j..", "io.github.resilience4j.."), "com.orgscope.llm..");
  }

  @Test
  void picocli_stays_in_the_command_line_and_in_the_commands_beside_the_product() {
    owns(List.of("picocli.."), "com.orgscope.cli..", "com.orgscope.demo..", "com.orgscope.bench..");
  }

  @Test
  void servlets_and_mvc_stay_in_the_web() {
    owns(
        List.of("jakarta.servlet.."),
        "com.orgscope.web..",
        "com.orgscope.scim..",
        "com.orgscope.sources.webhook..");
    owns(List.of("org.springframework.web..", "gg.jte.."), "com.orgscope.web..");
  }

  @Test
  void sql_is_written_only_in_stores() {
    DescribedPredicate<JavaClass> store =
        describe(
            "a *Store or the database's own room",
            c ->
                c.getSimpleName().endsWith("Store")
                    || c.getName().contains("Store$")
                    || c.getPackageName().equals("com.orgscope.state"));
    noClasses()
        .that(DescribedPredicate.not(store))
        .should()
        .dependOnClassesThat(resideInAPackage("org.springframework.jdbc.core.simple.."))
        .because("SQL stands beside its row mapper in a package-private *Store")
        .check(CLASSES);
    sees("org.springframework.jdbc.core.simple..");
  }

  @Test
  void time_comes_in_from_outside() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .because("a test must be able to say what time it is: take an InstantSource")
        .check(CLASSES);
  }

  private static void owns(List<String> libraries, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries.toArray(String[]::new)))
        .because(libraries + " belong to " + List.of(rooms))
        .check(CLASSES);
    libraries.forEach(ArchitectureTest::sees);
  }

  /** A rule about a library that nobody uses, or that the importer misses, would prove nothing. */
  private static void sees(String library) {
    DescribedPredicate<JavaClass> inLibrary = resideInAPackage(library);
    assertThat(
            CLASSES.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .anyMatch(d -> inLibrary.test(d.getTargetClass())))
        .as("some class uses %s", library)
        .isTrue();
  }
}
