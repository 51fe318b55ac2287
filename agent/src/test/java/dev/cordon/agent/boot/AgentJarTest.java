package dev.cordon.agent.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the packaging promises to the loaders and to the operator. */
class AgentJarTest {
  private static final long MEGABYTE = 1_000_000;
  private static final int JAVA_5 = 49;
  private static final int JAVA_8 = 52;
  private static final int JAVA_11 = 55;
  private static final int JAVA_17 = 61;

  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile("target/cordon-agent.jar");
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void isAtMostTwentyMegabytes() {
    assertTrue(new java.io.File(jar.getName()).length() <= 20 * MEGABYTE);
  }

  @Test
  void anApplicationsClassPathGainsTheEntryClassesOnly() {
    List<String> others = new ArrayList<>();
    for (ZipEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      if (!name.startsWith("META-INF/")
          && !name.startsWith("dev/cordon/agent/boot/")
          && !name.matches("inst/[0-9]-[a-z]+\\.jar|boot/bootstrap\\.jar")) {
        others.add(name);
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  void onlyWhatAUsualCallNeverLoadsIsCompressed() throws IOException {
    for (ZipEntry entry : jar.stream().toList()) {
      assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
    }
    for (Nested entry : nested()) {
      boolean seldom =
          entry.name.matches(
              "dev/cordon/lib/(redis|org|com/google|io/github|picocli)/.*|com/sun/jna/.*");
      assertEquals(seldom ? ZipEntry.DEFLATED : ZipEntry.STORED, entry.method, entry.name);
    }
  }

  @Test
  void allRunsOnJava8AndTheEntryIsReadableByOlderOnes() throws IOException {
    for (ZipEntry entry : jar.stream().toList()) {
      if (entry.getName().endsWith(".class")) {
        int newest = entry.getName().endsWith("/CordonAgent.class") ? JAVA_5 : JAVA_8;
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        assertTrue(bytes[7] <= newest, entry.getName() + ": " + bytes[7]);
      }
    }
    for (Nested entry : nested()) {
      int newest = JAVA_8;
      if (entry.name.contains("/javahttp/") || entry.name.contains("/helidon/")) {
        newest = JAVA_11;
      } else if (entry.name.contains("/mcp/")) {
        newest = JAVA_17; // as the library
      }
      assertTrue(entry.version <= newest, entry.name + ": " + entry.version);
    }
  }

  @Test
  void theManifestNamesTheEntriesAndTheVersion() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    for (String name : List.of("Premain-Class", "Agent-Class", "Main-Class")) {
      String entry = manifest.getValue(name).replace('.', '/') + ".class";
      assertNotNull(jar.getEntry(entry), entry);
    }
    assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
    assertNotNull(manifest.getValue("Implementation-Version"));
  }

  @Test
  void theLicensesOfWhatIsBundledAreThere() throws IOException {
    String notice =
        new String(
            jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertNotNull(jar.getEntry("META-INF/LICENSE"));
    List<String> unnamed = new ArrayList<>();
    for (Nested entry : nested()) {
      String name = entry.name.replace('/', '.');
      boolean ours = name.startsWith("dev.cordon.") && !name.startsWith("dev.cordon.lib.");
      if (!ours && !name.startsWith("META-INF.") && named(notice).noneMatch(name::startsWith)) {
        unnamed.add(name);
      }
    }
    assertEquals(List.of(), unnamed);
  }

  /** The packages in parentheses. */
  private static Stream<String> named(String notice) {
    return Pattern.compile("\\(((?:[a-z0-9]+\\.)+[a-z0-9]+)\\)")
        .matcher(notice)
        .results()
        .map(match -> match.group(1) + ".");
  }

  private record Nested(String name, int method, int version) {}

  private static List<Nested> nested() throws IOException {
    List<Nested> found = new ArrayList<>();
    for (ZipEntry archive : jar.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
      ZipInputStream zip = new ZipInputStream(jar.getInputStream(archive));
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        byte[] bytes = new ByteArrayInputStream(zip.readAllBytes()).readNBytes(8);
        boolean isClass = e.getName().endsWith(".class");
        found.add(new Nested(e.getName(), e.getMethod(), isClass ? bytes[7] : 0));
      }
    }
    return found;
  }
}
