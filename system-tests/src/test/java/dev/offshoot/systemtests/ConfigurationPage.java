package dev.offshoot.systemtests;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The page of all configuration keys, made from the sources of the {@code @ConfigMapping}s. */
final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      Generated from the `@ConfigMapping` interfaces; `mvn -pl system-tests test -Doffshoot.update=true` writes it again.

      A key is given as an environment variable (`OFFSHOOT_WORK_LEASE` for `offshoot.work.lease`), as a system property, or in an
      `application.properties` beside the service. Durations are ISO 8601 (`PT30S`). A bad value stops the start and names the key.
      `./offshoot up` sets what the embedded set-up needs; everything below is for services that you run yourself.

      | Key | Service | Type | Default | Meaning |
      |---|---|---|---|---|
      """;

  private final TreeMap<String, String> rows = new TreeMap<>();

  private ConfigurationPage() {}

  static String of(Path checkout) throws IOException {
    ConfigurationPage page = new ConfigurationPage();
    try (Stream<Path> modules = Files.list(checkout)) {
      for (Path module : modules.sorted().toList()) {
        page.readModule(module);
      }
    }
    return HEAD + String.join("\n", page.rows.values()) + "\n";
  }

  private void readModule(Path module) throws IOException {
    Path sources = module.resolve("src/main/java");
    if (!Files.isDirectory(sources)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files = all.filter(ConfigurationPage::holdsMapping).sorted().toList();
    }
    if (!files.isEmpty()) {
      String name = String.valueOf(module.getFileName());
      parse(files, usersOf(name));
    }
  }

  private static String usersOf(String module) {
    return switch (module) {
      case "stage" -> "every";
      case "access" -> "state-service, installer-service";
      default -> module;
    };
  }

  private static boolean holdsMapping(Path file) {
    try {
      return file.toString().endsWith(".java")
          && Files.readString(file).contains("@ConfigMapping(prefix");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void parse(List<Path> files, String service) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new TreePathScanner<Void, Void>() {
          @Override
          public Void visitClass(ClassTree type, Void nothing) {
            argument(type.getModifiers(), "ConfigMapping")
                .ifPresent(prefix -> describe(type, getCurrentPath(), prefix));
            return null;
          }

          private void describe(ClassTree type, TreePath path, String prefix) {
            for (Tree member : type.getMembers()) {
              if (member instanceof MethodTree method && method.getBody() == null) {
                describe(type, new TreePath(path, method), method, prefix);
              }
            }
          }

          private void describe(ClassTree type, TreePath path, MethodTree method, String prefix) {
            String key = prefix + "." + kebab(method.getName().toString());
            String returned =
                String.valueOf(method.getReturnType()).replaceFirst("Optional<(.*)>", "$1");
            Optional<ClassTree> group = nested(type, returned);
            if (group.isPresent()) {
              describe(group.get(), new TreePath(path.getParentPath(), group.get()), key);
              return;
            }
            rows.put(
                key,
                "| `%s` | %s | %s | %s | %s |"
                    .formatted(
                        key,
                        service,
                        returned,
                        argument(method.getModifiers(), "WithDefault")
                            .map(value -> "`" + value + "`")
                            .orElse("–"),
                        meaning(docs.getDocCommentTree(path))));
          }
        }.scan(unit, null);
      }
    }
  }

  private static Optional<ClassTree> nested(ClassTree type, String name) {
    return type.getMembers().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .filter(inner -> inner.getSimpleName().contentEquals(name))
        .findFirst();
  }

  private static Optional<String> argument(ModifiersTree modifiers, String annotation) {
    for (AnnotationTree each : modifiers.getAnnotations()) {
      if (String.valueOf(each.getAnnotationType()).equals(annotation)) {
        return each.getArguments().stream().findFirst().map(ConfigurationPage::value);
      }
    }
    return Optional.empty();
  }

  private static String value(ExpressionTree argument) {
    Tree value =
        argument instanceof com.sun.source.tree.AssignmentTree assigned
            ? assigned.getExpression()
            : argument;
    return value instanceof LiteralTree literal
        ? String.valueOf(literal.getValue())
        : String.valueOf(value);
  }

  private static String meaning(DocCommentTree comment) {
    return String.valueOf(Objects.requireNonNull(comment, "a key without Javadoc"))
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replace("|", "\\|")
        .strip();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
