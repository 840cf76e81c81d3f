package com.orgscope.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Nobody keeps packages free of cycles by good will. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.orgscope");

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
        .haveNameNotMatching(".*\\.(DemoCommand|SimulateCommand|DemoNotes)(\\$.*)?")
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
        List.of("com.google.cloud.pubsub..", "com.google.pubsub..", "io.grpc.."),
        "com.orgscope.eventlog.pubsub..");
  }

  @Test
  void db_scheduler_stays_in_work() {
    owns(List.of("com.github.kagkarlsson.."), "com.orgscope.work..");
  }

  @Test
  void tink_stays_in_the_directory() {
    owns(List.of("com.google.crypto.tink.."), "com.orgscope.directory..");
  }

  @Test
  void flyway_and_the_pool_stay_in_state() {
    owns(List.of("org.flywaydb..", "com.zaxxer.hikari.."), "com.orgscope.state..");
  }

  @Test
  void decompressors_stay_in_ingest_and_the_parser_in_json() {
    owns(List.of("com.github.luben.zstd.."), "com.orgscope.[ingest|bench]..");
    owns(List.of("tools.jackson.core.json.."), "com.orgscope.json..");
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
