package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cordon.it.harness.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for the tests of all modules, read from their class files. */
class TestRulesTest {
  private static final Set<String> TESTS =
      Set.of(
          "org.junit.jupiter.api.Test",
          "org.junit.jupiter.api.RepeatedTest",
          "org.junit.jupiter.params.ParameterizedTest",
          "net.jqwik.api.Property",
          "net.jqwik.api.Example");

  /** Waits that may never end, or that hope: {@code Await} has the one that does neither. */
  private static final Set<String> ENDLESS =
      Set.of(
          "java.lang.Thread.sleep(long)",
          "java.lang.Thread.sleep(java.time.Duration)",
          "java.lang.Thread.onSpinWait()",
          "java.lang.Thread.yield()",
          "java.lang.Process.waitFor()",
          "java.util.concurrent.TimeUnit.sleep(long)",
          "java.util.concurrent.CountDownLatch.await()",
          "java.util.concurrent.CyclicBarrier.await()",
          "java.util.concurrent.Semaphore.acquire()",
          "java.util.concurrent.BlockingQueue.take()",
          "java.util.concurrent.LinkedBlockingQueue.take()",
          "java.util.concurrent.ArrayBlockingQueue.take()");

  private static JavaClasses classes;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> modules = Files.list(Places.project())) {
      List<Path> tests =
          modules
              .map(module -> module.resolve("target/test-classes"))
              .filter(Files::isDirectory)
              .toList();
      ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
      assertTrue(tests.size() > 5, "the modules' tests are compiled: " + tests);
      classes = new ClassFileImporter().importPaths(tests);
    }
  }

  @Test
  void noTestAssertsNothing() {
    List<String> silent =
        tests().filter(test -> !asserts(test)).map(JavaCodeUnit::getFullName).sorted().toList();
    assertEquals(List.of(), silent);
  }

  /**
   * A class of another name is compiled and never run; scenarios and contracts are run by tests.
   */
  @Test
  void everyTestHasANameThatTheBuildRuns() {
    List<String> unrun =
        tests()
            .map(test -> test.getOwner().getName().replaceFirst("[$].*", ""))
            .filter(name -> !name.matches(".*(Test|IT|Scenarios|Contract)"))
            .filter(name -> !name.endsWith(".ScorerTraining")) // makes weights, when asked to
            .distinct()
            .sorted()
            .toList();
    assertEquals(List.of(), unrun);
  }

  @Test
  void noTestWaitsWithoutADeadline() {
    List<String> endless =
        classes.stream()
            .flatMap(type -> type.getCodeUnits().stream())
            .flatMap(unit -> unit.getCallsFromSelf().stream())
            .filter(call -> ENDLESS.contains(call.getTarget().getFullName()))
            .map(call -> call.getDescription())
            .sorted()
            .toList();
    assertEquals(List.of(), endless);
  }

  private static Stream<JavaMethod> tests() {
    return classes.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(
            method ->
                method.getAnnotations().stream()
                    .anyMatch(annotation -> TESTS.contains(annotation.getRawType().getName())));
  }

  /** Tells whether a test can fail but by chance: something that it calls asserts. */
  private static boolean asserts(JavaMethod test) {
    if (test.getRawReturnType().getName().equals("boolean")) {
      return true; // a property's answer
    }
    Set<JavaCodeUnit> seen = new HashSet<>();
    Deque<JavaCodeUnit> left = new ArrayDeque<>();
    left.add(test);
    while (!left.isEmpty()) {
      JavaCodeUnit unit = left.remove();
      if (!seen.add(unit)) {
        continue;
      }
      for (var call : unit.getCallsFromSelf()) {
        if (isAssertion(call.getTargetOwner(), call.getTarget().getName())) {
          return true;
        }
        targets(call.getTargetOwner(), call.getTarget().getName(), left);
      }
      for (var reference : unit.getMethodReferencesFromSelf()) {
        targets(reference.getTargetOwner(), reference.getTarget().getName(), left);
      }
    }
    return false;
  }

  private static boolean isAssertion(JavaClass owner, String name) {
    String type = owner.getName();
    return type.equals("org.junit.jupiter.api.Assertions")
        || type.equals("dev.cordon.testing.Await")
        || type.equals("java.lang.AssertionError")
        || (type.startsWith("com.tngtech.archunit.") && name.equals("check"));
  }

  /** Adds what a call may reach in the tests themselves, in heirs of the called class too. */
  private static void targets(JavaClass owner, String name, Deque<JavaCodeUnit> into) {
    if (!classes.contain(owner.getName())) {
      return;
    }
    JavaClass type = classes.get(owner.getName());
    Stream.of(List.of(type), List.copyOf(type.getAllSubclasses()), type.getAllRawSuperclasses())
        .flatMap(List::stream)
        .flatMap(at -> at.getCodeUnits().stream())
        .filter(unit -> unit.getName().equals(name))
        .forEach(into::add);
  }
}
