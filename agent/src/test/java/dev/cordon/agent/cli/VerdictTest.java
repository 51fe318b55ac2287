package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.audit.SampleTrail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code audit verify} and {@code report} say of trails, and with which exit code. */
class VerdictTest {
  private static final byte[] KEY =
      "a key of a trail, long enough".getBytes(StandardCharsets.UTF_8);

  private final Commands commands = new Commands();
  private Path trail;
  private Path key;

  @TempDir Path folder;

  @BeforeEach
  void prepare() throws IOException {
    trail = folder.resolve("audit.jsonl");
    key = Files.write(folder.resolve("key"), KEY);
  }

  @Test
  void aTrailThatIsWholeIsIntact() throws IOException {
    SampleTrail.write(trail, 20);
    both(0, "intact: 21 records in 1 file");
  }

  @Test
  void aTrailThatIsWholeUnderItsKeyIsIntact() throws IOException {
    SampleTrail.write(trail, 20, KEY);
    both(0, "intact: 21 records in 1 file", "--key-file", key.toString());
  }

  @Test
  void withoutItsKeyATrailIsNotAccused() throws IOException {
    SampleTrail.write(trail, 20, KEY);
    both(3, "not checked: the trail has a key: give it with --key-env NAME or --key-file FILE");
    assertEquals(3, commands.run("audit verify", trail.toString()));
    assertFalse(commands.out().contains("NOT INTACT"), commands.out());
    String page = page();
    assertTrue(page.contains("\"verdict\":\"key\""), "the page knows");
    assertTrue(page.contains("\"problems\":[]"), "and accuses nobody");
  }

  @Test
  void underAnotherKeyATrailIsNotAccused() throws IOException {
    SampleTrail.write(trail, 20, KEY);
    Path other = Files.writeString(folder.resolve("other"), "another key, long enough as well");
    both(3, "no record was written with this key", "--key-file", other.toString());
  }

  @Test
  void aKeyThatNobodyGaveIsAPlainAnswer() throws IOException {
    SampleTrail.write(trail, 20, KEY);
    both(3, "--key-env CORDON_NO_SUCH_KEY: there is no such", "--key-env", "CORDON_NO_SUCH_KEY");
    String absent = folder.resolve("absent").toString();
    both(3, absent + ": there is no such file", "--key-file", absent);
  }

  @Test
  void aChangedTrailIsFoundUnderItsKeyAndAGapEvenWithoutIt() throws IOException {
    SampleTrail.write(trail, 20, KEY);
    List<String> lines = Files.readAllLines(trail);
    lines.set(5, lines.get(5).replaceFirst("\"status\":\\d+", "\"status\":599"));
    Files.write(trail, lines);
    both(1, "NOT intact: ", "--key-file", key.toString());
    both(3, "not checked: ");
    lines.remove(10);
    Files.write(trail, lines);
    both(1, "NOT intact: ");
    commands.run("audit verify", trail.toString());
    assertTrue(commands.out().contains("record 11 is missing before it"), commands.out());
    assertFalse(commands.out().contains("changed"), "which nobody can tell without the key");
  }

  @Test
  void aTrailWithoutTheFileThatTellsItsEndIsNotIntact() throws IOException {
    SampleTrail.write(trail, 20);
    Files.delete(folder.resolve("audit.jsonl.head"));
    both(1, "NOT intact: ");
  }

  @Test
  void anEmptyFileAndAForeignOneAreCalledWhatTheyAre() throws IOException {
    Files.createFile(trail);
    both(1, "empty: there is no record in this trail");
    Files.writeString(trail, "{\"level\":\"info\"}\nnot even JSON\n");
    both(1, "this is no audit trail of Cordon");
  }

  @Test
  void aFileThatIsNotThereIsNamedOnce() {
    both(1, trail + ": there is no such file");
    assertEquals(1, commands.err().split(trail.toString(), -1).length - 1, commands.err());
  }

  private void both(int code, String verdict, String... options) {
    for (String command : List.of("audit verify", "report -o " + folder.resolve("page.html"))) {
      String[] all = new String[options.length + 1];
      System.arraycopy(options, 0, all, 0, options.length);
      all[options.length] = trail.toString();
      assertEquals(code, commands.run(command, all), commands.err());
      assertTrue(commands.err().contains(verdict), commands.err());
    }
  }

  private String page() {
    commands.run("report", "-o", "-", trail.toString());
    return commands.out();
  }
}
