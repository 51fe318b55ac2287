package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.instrumentation.testing.WovenLibrary;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the code of docs/writing-an-instrumentation.md and runs the scenarios it shows. */
class WritingAnInstrumentationTest {
  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

  @TempDir static Path classes; // of the class: dynamic tests run after the factory

  @TestFactory
  DynamicNode thePagesExampleWorks() throws Exception {
    List<JavaFileObject> product = new ArrayList<>();
    List<JavaFileObject> tests = new ArrayList<>();
    String page = Files.readString(Path.of("../docs/writing-an-instrumentation.md"));
    for (Matcher block = BLOCK.matcher(page); block.find(); ) {
      JavaFileObject source = source(block.group(1));
      if (source != null) {
        (block.group(1).contains("org.junit") ? tests : product).add(source);
      }
    }
    assertEquals(4, product.size());
    assertEquals(2, tests.size());
    compile("8", product);
    compile("17", tests);

    URL url = classes.toUri().toURL();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url})) {
      Instrumentation tiny =
          (Instrumentation)
              loader
                  .loadClass("dev.cordon.instrumentation.tiny.TinyInstrumentation")
                  .getConstructor()
                  .newInstance();
      return new WovenLibrary(List.of(tiny), List.of(url))
          .tests(tiny.name(), "dev.cordon.instrumentation.tiny.CallScenarios");
    }
  }

  /** A source file, or null for a fragment of one. */
  private static JavaFileObject source(String code) {
    Matcher inPackage = PACKAGE.matcher(code);
    if (!inPackage.find()) {
      return null;
    }
    Matcher type = TYPE.matcher(code);
    String name = type.find() ? type.group(1) : "package-info";
    URI uri =
        URI.create("string:///" + inPackage.group(1).replace('.', '/') + "/" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  private static void compile(String release, List<JavaFileObject> sources) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            release,
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path") + java.io.File.pathSeparator + classes);
    try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
      boolean compiled = compiler.getTask(messages, files, null, options, null, sources).call();
      assertEquals(true, compiled, messages::toString);
    }
  }
}
