package com.orgscope.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The shape of the code in figures: {@code java
 * app/src/test/java/com/orgscope/architecture/Structure.java [ROOT]} prints them of this checkout
 * or of another one.
 *
 * <p>A line counts if it is neither blank nor a comment. A sub-package counts with its room; {@code
 * package-info} counts as nothing.
 */
final class Structure {
  private static final String BASE = "com.orgscope";
  private static final int DUPLICATE_LINES = 6;
  private static final Pattern DEPENDENCIES =
      Pattern.compile("allowedDependencies\\s*=\\s*\\{(.*?)}", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern NO_CODE = Pattern.compile("\\s*(//.*|/?\\*.*)?");

  private final Map<String, Room> rooms = new TreeMap<>();
  private final Map<String, Set<String>> packages = new TreeMap<>();
  private final Map<String, Set<String>> publicNames = new TreeMap<>();
  private final List<Integer> methods = new ArrayList<>();
  private final List<List<String>> code = new ArrayList<>();
  private int types;
  private int hidden;

  /** What is counted of one room. */
  static final class Room {
    private int files;
    private int lines;
    private int testLines;
    private final Set<String> uses = new TreeSet<>();
    private final Set<String> declared = new LinkedHashSet<>();

    /** The rooms it may call, by its package-info. */
    Set<String> declared() {
      return declared;
    }

    /** What the room declares to need and imports nothing of. */
    Set<String> unused() {
      Set<String> unused = new LinkedHashSet<>(declared);
      unused.removeAll(uses);
      return unused;
    }
  }

  /**
   * Reads a checkout.
   *
   * @param root of the project
   */
  static Structure of(Path root) throws IOException {
    Structure structure = new Structure();
    structure.read(root.resolve(Path.of("app", "src", "main", "java")), true);
    structure.read(root.resolve(Path.of("app", "src", "test", "java")), false);
    return structure;
  }

  public static void main(String[] args) throws IOException {
    System.out.print(of(Path.of(args.length == 0 ? "." : args[0])).report());
  }

  Map<String, Room> rooms() {
    return rooms;
  }

  /** Names of public types that stand in more than one package. */
  Map<String, Set<String>> reusedNames() {
    Map<String, Set<String>> reused = new TreeMap<>(publicNames);
    reused.values().removeIf(in -> in.size() < 2);
    return reused;
  }

  private void read(Path tree, boolean product) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(tree)) {
      files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().getName());
        List<String> lines = Files.readAllLines(file);
        String in = String.valueOf(unit.getPackageName());
        Room room = rooms.computeIfAbsent(room(in), name -> new Room());
        if (file.endsWith("package-info.java")) {
          if (product) {
            declared(room, String.join("\n", lines));
          }
          continue;
        }
        List<String> counted =
            lines.stream().filter(line -> !NO_CODE.matcher(line).matches()).toList();
        if (product) {
          room.files++;
          room.lines += counted.size();
          product(unit, positions, room, in);
          code.add(
              counted.stream().map(String::strip).filter(l -> !l.startsWith("import ")).toList());
        } else {
          room.testLines += counted.size();
        }
      }
    }
  }

  private void product(CompilationUnitTree unit, SourcePositions positions, Room room, String in) {
    for (ImportTree one : unit.getImports()) {
      String name = one.getQualifiedIdentifier().toString();
      if (name.startsWith(BASE + ".")) {
        String to =
            Stream.of(name.split("\\."))
                .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
                .collect(Collectors.joining("."));
        packages.computeIfAbsent(in, any -> new TreeSet<>()).add(to);
        room.uses.add(room(to));
      }
    }
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree declared) {
        types++;
        if (declared.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
          publicNames
              .computeIfAbsent(declared.getSimpleName().toString(), any -> new TreeSet<>())
              .add(in);
        } else {
          hidden++;
        }
      }
    }
    LineMap lines = unit.getLineMap();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        long from = lines.getLineNumber(positions.getStartPosition(unit, method));
        methods.add((int) (lines.getLineNumber(positions.getEndPosition(unit, method)) - from + 1));
        return super.visitMethod(method, unused);
      }
    }.scan(unit, null);
  }

  private static void declared(Room room, String packageInfo) {
    Matcher list = DEPENDENCIES.matcher(packageInfo);
    if (list.find()) {
      QUOTED
          .matcher(list.group(1))
          .results()
          .map(name -> name.group(1).replaceFirst("\\s*::.*", ""))
          .forEach(room.declared::add);
    }
  }

  private static String room(String in) {
    String[] parts = in.split("\\.");
    return parts.length < 3 ? "(base)" : parts[2];
  }

  /** Groups of packages that can reach each other (Tarjan's components, found by reachability). */
  List<Set<String>> cycles() {
    Map<String, Set<String>> reach = new HashMap<>();
    for (String from : packages.keySet()) {
      Set<String> seen = new HashSet<>();
      Deque<String> next = new ArrayDeque<>(packages.get(from));
      while (!next.isEmpty()) {
        String at = next.pop();
        if (seen.add(at)) {
          next.addAll(packages.getOrDefault(at, Set.of()));
        }
      }
      reach.put(from, seen);
    }
    Set<Set<String>> cycles = new LinkedHashSet<>();
    for (String from : packages.keySet()) {
      Set<String> together = new TreeSet<>();
      for (String to : reach.getOrDefault(from, Set.of())) {
        if (!to.equals(from) && reach.getOrDefault(to, Set.of()).contains(from)) {
          together.add(to);
        }
      }
      if (!together.isEmpty()) {
        together.add(from);
        cycles.add(together);
      }
    }
    return List.copyOf(cycles);
  }

  /** Stretches of {@value #DUPLICATE_LINES} or more lines of code that stand twice. */
  int duplicates() {
    Map<List<String>, Integer> seen = new HashMap<>();
    int stretches = 0;
    for (int file = 0; file < code.size(); file++) {
      List<String> lines = code.get(file);
      boolean inside = false;
      for (int at = 0; at + DUPLICATE_LINES <= lines.size(); at++) {
        List<String> window = lines.subList(at, at + DUPLICATE_LINES);
        boolean thin = window.stream().filter(line -> line.length() > 8).count() < 4;
        boolean twice = !thin && seen.putIfAbsent(List.copyOf(window), file) != null;
        stretches += twice && !inside ? 1 : 0;
        inside = twice;
      }
    }
    return stretches;
  }

  String report() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-16s %6s %7s %7s %6s  %s%n"
            .formatted("room", "files", "lines", "tests", "ratio", "declared and not used"));
    rooms.forEach((name, room) -> {
      if (room.files > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%-16s %6d %7d %7d %6.2f  %s%n",
                name,
                room.files,
                room.lines,
                room.testLines,
                (double) room.testLines / room.lines,
                String.join(" ", room.unused())));
      }
    });
    int lines = sum(rooms.values().stream().map(room -> room.lines).toList());
    int tests = sum(rooms.values().stream().map(room -> room.testLines).toList());
    List<Integer> sorted = methods.stream().sorted().toList();
    text.append(
        String.format(
            Locale.ROOT,
            """

            lines %d, of tests %d: %.2f a line
            hidden %d of %d top-level types: %.0f %%
            packages in cycles: %s
            methods %d, lines p50 %d, p99 %d, longest %d
            public names in more than one package: %s
            declared dependencies that nothing uses: %d of %d
            stretches of %d lines that stand twice: %d
            """,
            lines,
            tests,
            (double) tests / lines,
            hidden,
            types,
            100.0 * hidden / types,
            cycles().isEmpty() ? "0" : cycles(),
            sorted.size(),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 99 / 100),
            sorted.getLast(),
            reusedNames().isEmpty() ? "0" : reusedNames(),
            sum(rooms.values().stream().map(room -> room.unused().size()).toList()),
            sum(rooms.values().stream().map(room -> room.declared.size()).toList()),
            DUPLICATE_LINES,
            duplicates()));
    return text.toString();
  }

  private static int sum(Collection<Integer> numbers) {
    return numbers.stream().flatMapToInt(IntStream::of).sum();
  }
}
