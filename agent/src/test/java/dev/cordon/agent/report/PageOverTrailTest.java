package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.audit.SampleTrail;
import dev.cordon.agent.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page is written over the trail that it is made of, whatever it is called. */
class PageOverTrailTest {
  @TempDir Path folder;
  private final Commands commands = new Commands();

  @ParameterizedTest
  @ValueSource(
      strings = {"report", "incident --vendor openai", "inventory", "inventory --format csv"})
  void theTrailAndWhatBelongsToItStay(String command) throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    SampleTrail.write(trail, 20);
    byte[] before = Files.readAllBytes(trail);
    Path link = Files.createSymbolicLink(folder.resolve("link.html"), trail);
    Path sub = Files.createDirectory(folder.resolve("sub"));
    for (Path target :
        new Path[] {
          trail,
          link,
          sub.resolve("../audit.jsonl"),
          folder.resolve("audit.jsonl.1"),
          folder.resolve("audit.jsonl.head")
        }) {
      assertEquals(2, commands.run(command + " -o " + target + " " + trail), target.toString());
      assertTrue(commands.err().contains("is the trail itself: name another file with -o"));
      assertArrayEquals(before, Files.readAllBytes(trail), target.toString());
    }
    Path page = folder.resolve("page.html");
    assertEquals(0, commands.run(command + " -o " + page + " " + trail), commands.err());
    assertTrue(Files.size(page) > 100);
  }
}
