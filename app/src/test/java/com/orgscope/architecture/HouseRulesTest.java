package com.orgscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The house rules, each with the reason it exists. */
class HouseRulesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int METHOD_LINES = 60;
  private static final int PARAMETERS = 6;
  private static final int COMPONENTS_IN_A_ROW = 8;

  /** The names of their components are promised: JSON documents, and settings. */
  private static final String NAMED_BY_A_DOCUMENT = "Document|\\w*Settings";

  /** A constructor that is given more than the limit, and why its class is not two. */
  private record Broad(int parameters, String because) {}

  /**
   * No new one: a bean that does half of it, as {@code ReleaseDraws}, or a record of parts, as
   * {@code TenantStream.Parts}.
   */
  private static final Map<String, Broad> BROAD =
      Map.ofEntries(
          Map.entry(
              "AgentBench",
              new Broad(
                  8, "drives a company from its people to its night, and each front is one call")),
          Map.entry(
              "CrashDrill",
              new Broad(7, "drives a hook, a log, a lake and processes that it kills")),
          Map.entry(
              "StreamBench",
              new Broad(7, "drives a log and the writers behind it, and reads each one's lag")),
          Map.entry(
              "ApplicationDescriber",
              new Broad(
                  7, "asks models about names, and keeps what they say where it is looked up")),
          Map.entry(
              "ApplicationAnswers",
              new Broad(
                  7,
                  "reads and writes one table as a front: who may, whose it is, and when it was")),
          Map.entry(
              "People",
              new Broad(8, "keeps four stores of one room true to each other in one transaction")),
          Map.entry(
              "Recommendations",
              new Broad(
                  7, "is a front: who may, what it says, what it is priced by, and when it was")),
          Map.entry(
              "Releases",
              new Broad(9, "says in one place what has to be true before a release is drawn")),
          Map.entry(
              "Batches",
              new Broad(
                  9,
                  "moves each batch through its states, each of which is paid, traced and stopped")),
          Map.entry(
              "Models",
              new Broad(7, "lets a test wait in place of the clock; the product gives six")),
          Map.entry("PollRunner", new Broad(7, "takes a turn at any stream of any provider")));

  private static final int KERNEL_FILES = 15;
  private static final int PACKAGE_INFO_LINES = 8;
  private static final int SCANNER_LINES = 300;

  @Test
  void a_method_fits_a_screen_takes_few_parameters_and_asks_one_question_at_a_time()
      throws IOException {
    List<String> broken = new ArrayList<>();
    Map<String, Integer> broad = new HashMap<>();
    int methods = 0;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        var scanner = new SourceRules(unit, positions, broken, broad);
        scanner.scan(unit, null);
        methods += scanner.seen;
      }
    }
    assertThat(methods).isGreaterThan(20);
    assertThat(broken).as("split what does two things").isEmpty();
    assertThat(broad)
        .as("what was narrowed leaves the list, or says its number")
        .isEqualTo(
            BROAD.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().parameters())));
  }

  @Test
  void a_todo_gives_its_reason() throws IOException {
    Pattern bare = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(.{10,}\\))");
    assertThat(linesMatching(bare))
        .as("write TODO(the reason, and what would settle it)")
        .isEmpty();
  }

  @Test
  void types_are_named_for_what_they_are() throws IOException {
    Pattern vague = Pattern.compile(".*(Impl|Manager|Util|Utils|Helper|Helpers)\\.java");
    assertThat(sources().stream().map(Path::toString).filter(p -> vague.matcher(p).matches()))
        .as("a noun that says what it is, not that it helps")
        .isEmpty();
  }

  @Test
  void the_kernel_stays_small() throws IOException {
    assertThat(
            sources().stream()
                .filter(p -> p.toString().contains("/kernel/"))
                .filter(p -> !p.endsWith("package-info.java")))
        .as("a type moves in when a third room needs it")
        .hasSizeLessThanOrEqualTo(KERNEL_FILES);
  }

  @Test
  void the_scanner_of_our_own_stays_small() throws IOException {
    Pattern code = Pattern.compile("^\\s*[^\\s/*].*");
    long lines = 0;
    for (String part : List.of("Shapes", "ValueEnds")) {
      Path file = MAIN.resolve(Path.of("com", "orgscope", "json", part + ".java"));
      lines += Files.readAllLines(file).stream().filter(code.asMatchPredicate()).count();
    }
    assertThat(lines)
        .as("lines of code: what is odd is the library's")
        .isBetween(1L, (long) SCANNER_LINES);
  }

  @Test
  void a_room_says_what_it_is_in_a_few_lines() throws IOException {
    for (Path info : sources().stream().filter(p -> p.endsWith("package-info.java")).toList()) {
      List<String> lines = Files.readAllLines(info);
      long comment = lines.stream().filter(l -> l.startsWith("/**") || l.startsWith(" *")).count();
      assertThat(comment).as("Javadoc of %s", info).isBetween(1L, (long) PACKAGE_INFO_LINES);
      assertThat(lines).as("%s", info).contains("@NullMarked");
    }
  }

  @Test
  void nothing_sleeps_instead_of_waiting_for_a_condition() throws IOException {
    assertThat(
            linesMatching(
                Pattern.compile(
                    "parkNanos|parkUntil|Thread\\.sleep|\\b(NANO|MICRO|MILLI)?SECONDS\\.sleep\\(|\\bHOURS\\.sleep")))
        .as("wait for the condition, with a limit; what only time can tell waits by MonotonicTime")
        .singleElement(STRING)
        .startsWith("com/orgscope/kernel/MonotonicTime.java");
  }

  @Test
  void a_line_to_type_is_told_by_the_command_line_and_the_pages_only() throws IOException {
    Pattern named = Pattern.compile("@Command\\(\\s*name = \"([a-z-]+)\"");
    Set<String> commands = new TreeSet<>();
    for (Path file : sources()) {
      named.matcher(Files.readString(file)).results().forEach(one -> commands.add(one.group(1)));
    }
    assertThat(commands).contains("nightly", "ingest", "tenant");
    Pattern line =
        Pattern.compile("\"[^\"]*\\borgscope (--|(" + String.join("|", commands) + ")\\b)");
    assertThat(linesMatching(line))
        .as("a room names what would help (Failure.Remedy); cli and web say how it is done")
        .filteredOn(found -> !found.matches("com/orgscope/(cli|web|demo|bench|Orgscope).*"))
        .isEmpty();
  }

  @Test
  void what_is_kept_for_a_time_is_gone_then_though_nobody_asks_again() throws IOException {
    Set<String> kept = new TreeSet<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      if (text.contains(".expireAfter")) {
        kept.add(file.getFileName().toString());
        assertThat(text)
            .as("%s: a cache that nobody uses keeps what is over, unless a scheduler looks", file)
            .contains(".scheduler(Scheduler.systemScheduler())");
      }
    }
    assertThat(kept)
        .as("what they keep is of people, and has a time")
        .contains("ApplicationAnswers.java", "Unlisted.java", "WhileUnchanged.java");
  }

  @Test
  void statements_ask_who_calls_once() throws IOException {
    assertThat(
            linesMatching(
                Pattern.compile(
                    "(?<!\\(SELECT )state\\.(claimed_tenant|role|principal|person)\\(\\)")))
        .as("write (SELECT state.claimed_tenant()): else it is asked once for each row")
        .isEmpty();
    assertThat(linesMatching(Pattern.compile("state\\.tenant\\(\\)|state\\.tenant_as\\(")))
        .as("write (SELECT state.claimed_tenant()): policies verify it already")
        .isEmpty();
  }

  @Test
  void the_wrapper_runs_no_maven_but_the_one_it_knows() throws IOException {
    Properties wrapper = new Properties();
    try (Reader text =
        Files.newBufferedReader(Path.of("../.mvn/wrapper/maven-wrapper.properties"))) {
      wrapper.load(text);
    }
    assertThat(wrapper.getProperty("distributionUrl")).startsWith("https://");
    assertThat(wrapper.getProperty("distributionSha256Sum"))
        .as("what is downloaded and run is compared with it")
        .isNotNull()
        .matches("[0-9a-f]{64}");
  }

  @Test
  void migrations_have_numbers_of_their_own_by_which_branches_do_not_collide() throws IOException {
    Path folder = Path.of("src", "main", "resources", "db", "migration");
    List<String> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files =
          walk.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .toList();
    }
    assertThat(files)
        .as("a room's first is V<n>__<room>.sql; later ones have the minute they were begun (UTC)")
        .hasSizeGreaterThan(15)
        .allMatch(file -> file.matches("(\\w+)/V(\\d{1,2}__\\1|20\\d{10}__[a-z0-9_]+)\\.sql"));
    assertThat(
            files.stream()
                .filter(file -> file.matches(".*/V\\d{1,2}__.*"))
                .map(file -> file.replaceFirst("/.*", "")))
        .as("a room has one first")
        .doesNotHaveDuplicates();
    assertThat(files.stream().map(file -> file.replaceFirst(".*/(V\\d+)__.*", "$1")))
        .as("all rooms share one order")
        .doesNotHaveDuplicates();
  }

  private static List<String> linesMatching(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      for (String line : Files.readAllLines(file)) {
        if (pattern.matcher(line).find()) {
          found.add(MAIN.relativize(file) + ": " + line.strip());
        }
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> walk = Files.walk(MAIN)) {
      return walk.filter(p -> p.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static final class SourceRules extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> broken;
    private final Deque<String> types = new ArrayDeque<>();
    private final Set<String> records = new HashSet<>();
    private final Map<String, Integer> broad;
    private int seen;
    private boolean inChoice;

    SourceRules(
        CompilationUnitTree unit,
        SourcePositions positions,
        List<String> broken,
        Map<String, Integer> broad) {
      this.unit = unit;
      this.positions = positions;
      this.broken = broken;
      this.broad = broad;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      seen++;
      LineMap lines = unit.getLineMap();
      long from = lines.getLineNumber(positions.getStartPosition(unit, method));
      long to = lines.getLineNumber(positions.getEndPosition(unit, method));
      String name = Path.of(unit.getSourceFile().getName()).getFileName() + "#" + method.getName();
      if (to - from + 1 > METHOD_LINES) {
        broken.add(name + " has " + (to - from + 1) + " lines, " + METHOD_LINES + " are allowed");
      }
      boolean constructor = method.getReturnType() == null;
      int parameters = method.getParameters().size();
      Broad broader = constructor ? BROAD.get(String.valueOf(types.peek())) : null;
      int most = broader == null ? PARAMETERS : broader.parameters();
      boolean canonical = constructor && records.contains(types.peek());
      if (parameters > most && !canonical) {
        broken.add(name + " has " + parameters + " parameters");
      }
      if (constructor && parameters > PARAMETERS && !canonical) {
        broad.merge(String.valueOf(types.peek()), parameters, Math::max);
      }
      return super.visitMethod(method, unused);
    }

    /** A record's components have names where they are read; a long row of one type has not. */
    @Override
    public Void visitClass(ClassTree type, Void unused) {
      String name = type.getSimpleName().toString();
      types.push(name);
      if (type.getKind() == Tree.Kind.RECORD) {
        records.add(name);
        if (!name.matches(NAMED_BY_A_DOCUMENT) && longestRow(type) > COMPONENTS_IN_A_ROW) {
          broken.add(name + " has more than " + COMPONENTS_IN_A_ROW + " of one type in a row");
        }
      }
      super.visitClass(type, unused);
      types.pop();
      return null;
    }

    private static int longestRow(ClassTree record) {
      int longest = 0;
      int row = 0;
      String before = "";
      for (Tree member : record.getMembers()) {
        if (member instanceof VariableTree component
            && !component.getModifiers().getFlags().contains(Modifier.STATIC)) {
          String type = String.valueOf(component.getType());
          row = type.equals(before) ? row + 1 : 1;
          longest = Math.max(longest, row);
          before = type;
        }
      }
      return longest;
    }

    /** One condition inside another is read twice; an if, a switch or a name is read once. */
    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree choice, Void unused) {
      if (inChoice) {
        broken.add(
            Path.of(unit.getSourceFile().getName()).getFileName()
                + ":"
                + unit.getLineMap().getLineNumber(positions.getStartPosition(unit, choice))
                + " chooses inside a choice (?:)");
      }
      return within(true, () -> super.visitConditionalExpression(choice, unused));
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
      return within(false, () -> super.visitLambdaExpression(lambda, unused));
    }

    private Void within(boolean choice, Supplier<Void> visit) {
      boolean before = inChoice;
      inChoice = choice;
      visit.get();
      inChoice = before;
      return null;
    }
  }
}
