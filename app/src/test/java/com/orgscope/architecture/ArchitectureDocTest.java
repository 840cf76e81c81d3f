package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The picture of the rooms is that of their declarations, and the walks are calls that the code
 * makes. {@code ./orgscope test ArchitectureDocTest -Dorgscope.docs.write=true} writes picture and
 * links anew.
 */
class ArchitectureDocTest {
  private static final Path DOC = Path.of("..", "docs", "architecture.md");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final String BASE = "com.orgscope.";

  private static final Pattern PICTURE =
      Pattern.compile("(?s)(<!-- rooms -->\n).*?(<!-- /rooms -->)");
  private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*[\\s*]*(.*?)(?:\\*/|<p>)");

  private static final String TYPE = "\\[?`((?:[a-z]+\\.)?[A-Z]\\w+)`(?:]\\([^)]*\\))?";
  private static final String CALL = "\\[?`((?:[a-z]+\\.)?[A-Z]\\w+)\\.(\\w+)`(?:]\\([^)]*\\))?";
  private static final Pattern STEP =
      Pattern.compile("^(\\d+)\\. " + TYPE + " → " + CALL + ": ", Pattern.MULTILINE);

  private static final Map<String, Structure.Room> ROOMS = rooms();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.orgscope");

  /** A call of a walk: {@code caller} calls {@code method} of {@code called}. */
  private record Step(int number, JavaClass caller, JavaClass called, String method) {
    @Override
    public String toString() {
      return caller.getSimpleName() + " → " + called.getSimpleName() + "." + method;
    }
  }

  @Test
  void the_picture_and_the_links_are_those_of_the_code() throws IOException {
    String doc = Files.readString(DOC);
    String now =
        STEP.matcher(
                PICTURE
                    .matcher(doc)
                    .replaceFirst(
                        m -> Matcher.quoteReplacement(m.group(1) + picture() + m.group(2))))
            .replaceAll(ArchitectureDocTest::linked);
    if (Boolean.getBoolean("orgscope.docs.write")) {
      Files.writeString(DOC, now);
    }
    assertThat(DOC).hasContent(now);
  }

  @Test
  void every_step_of_a_walk_is_a_call_that_the_code_makes() throws IOException {
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(30);
    assertThat(steps.stream().filter(step -> !calls(step))).isEmpty();
  }

  @Test
  void no_step_of_a_walk_goes_to_a_room_above_the_callers() throws IOException {
    Map<String, Integer> lines = lines();
    assertThat(steps())
        .allSatisfy(step ->
            assertThat(lines.get(room(step.called())))
                .as(step.toString())
                .isLessThanOrEqualTo(lines.get(room(step.caller()))));
  }

  /** Its caller was called before in the walk, or was handed to a room that was. */
  @Test
  void every_step_of_a_walk_begins_where_an_earlier_one_led() throws IOException {
    Set<String> reached = new HashSet<>();
    Set<String> rooms = new HashSet<>();
    for (Step step : steps()) {
      if (step.number() == 1) {
        reached.clear();
        rooms.clear();
        reached.add(step.caller().getName());
      }
      Stream<String> isA =
          Stream.concat(Stream.of(step.caller()), step.caller().getAllRawInterfaces().stream())
              .map(JavaClass::getName);
      boolean registered =
          step.caller().getAllRawInterfaces().stream()
              .anyMatch(type -> type.getName().startsWith(BASE) && rooms.contains(room(type)));
      assertThat(registered || isA.anyMatch(reached::contains)).as(step.toString()).isTrue();
      reached.add(step.called().getName());
      rooms.add(room(step.called()));
    }
  }

  private static Map<String, Structure.Room> rooms() {
    try {
      Map<String, Structure.Room> rooms = Structure.of(Path.of("..")).rooms();
      rooms.keySet().removeIf(room -> Files.notExists(info(room)));
      return rooms;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path info(String room) {
    return SOURCES.resolve(Path.of("com", "orgscope", room, "package-info.java"));
  }

  private static List<Step> steps() throws IOException {
    return STEP.matcher(Files.readString(DOC))
        .results()
        .map(step ->
            new Step(
                Integer.parseInt(step.group(1)),
                type(step.group(2)),
                type(step.group(3)),
                step.group(4)))
        .toList();
  }

  private static boolean calls(Step step) {
    return CLASSES.stream()
        .filter(type -> outermost(type).equals(outermost(step.caller())))
        .flatMap(type ->
            Stream.concat(
                type.getMethodCallsFromSelf().stream(),
                type.getMethodReferencesFromSelf().stream()))
        .map(JavaAccess::getTarget)
        .anyMatch(target ->
            target.getName().equals(step.method())
                && (target.getOwner().equals(step.called())
                    || step.called().isAssignableTo(target.getOwner().getName())));
  }

  /** By its simple name, behind that of its room where more than one room has such a type. */
  private static JavaClass type(String name) {
    int dot = name.indexOf('.');
    List<JavaClass> found =
        CLASSES.stream()
            .filter(type -> type.getSimpleName().equals(name.substring(dot + 1)))
            .filter(type -> dot < 0 || type.getPackageName().equals(BASE + name.substring(0, dot)))
            .toList();
    List<JavaClass> outer = found.stream().filter(JavaClass::isTopLevelClass).toList();
    List<JavaClass> meant = outer.isEmpty() ? found : outer;
    assertThat(meant).as("types called %s", name).hasSize(1);
    return meant.getFirst();
  }

  private static String outermost(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(BASE.length()).split("\\.", 2)[0];
  }

  private static String linked(MatchResult step) {
    JavaClass caller = type(step.group(2));
    JavaClass called = type(step.group(3));
    return "%s. [`%s`](%s) → [`%s.%s`](%s): "
        .formatted(
            step.group(1), step.group(2), link(caller), step.group(3), step.group(4), link(called));
  }

  private static String link(JavaClass type) {
    return "../app/src/main/java/" + outermost(type).replace('.', '/') + ".java";
  }

  /** The lines from the highest to the lowest, and what each room is. */
  private static String picture() {
    Map<Integer, List<String>> byLine = new TreeMap<>(Comparator.reverseOrder());
    lines().forEach((room, line) -> byLine.computeIfAbsent(line, l -> new ArrayList<>()).add(room));
    StringBuilder text = new StringBuilder("```\n");
    byLine.forEach((line, rooms) ->
        text.append(
            "%2d   %s%n".formatted(line, String.join("   ", rooms.stream().sorted().toList()))));
    text.append("```\n\n| room | what it is | calls |\n|---|---|---|\n");
    byLine.values().stream()
        .flatMap(rooms -> rooms.stream().sorted())
        .forEach(room ->
            text.append("| `%s` | %s | %s |%n".formatted(room, sentence(room), calledBy(room))));
    return text.toString();
  }

  private static String calledBy(String room) {
    return declared(room).stream().sorted().collect(Collectors.joining(", "));
  }

  private static Set<String> declared(String room) {
    return Objects.requireNonNull(ROOMS.get(room), room).declared();
  }

  private static String sentence(String room) {
    try {
      String info = Files.readString(info(room));
      Matcher doc = SENTENCE.matcher(info);
      assertThat(doc.find()).as("what %s is, in its package-info", room).isTrue();
      return doc.group(1)
          .replaceAll("\\s*\\n\\s*\\* ?", " ")
          .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of each room the length of the longest way down by the rooms it declares. */
  private static Map<String, Integer> lines() {
    Map<String, Integer> lines = new HashMap<>();
    ROOMS.keySet().forEach(room -> line(room, lines));
    return lines;
  }

  private static int line(String room, Map<String, Integer> lines) {
    Integer known = lines.get(room);
    if (known != null) {
      return known;
    }
    int line =
        declared(room).stream()
            .filter(other -> !other.equals(room))
            .mapToInt(other -> 1 + line(other, lines))
            .max()
            .orElse(0);
    lines.put(room, line);
    return line;
  }
}
