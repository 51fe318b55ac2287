package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.agent.audit.SampleTrail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  private final Commands commands = new Commands();

  @TempDir Path folder;

  @Test
  void aTrailIsCountedOnce() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    SampleTrail.write(trail, 500);
    assertEquals(0, commands.run("watch --once", trail.toString()), commands.err());
    assertTrue(commands.out().startsWith("audit.jsonl: 500 calls"), commands.out());
    assertTrue(commands.out().contains("email_address"), commands.out());
    assertTrue(commands.out().contains("openai"), commands.out());
    assertFalse(commands.out().contains("\u001b"), "no terminal, no escape sequences");
  }

  @Test
  void whatCallsCostIsAddedUpByModelAndCallerAndWhatIsNotKnownIsCounted() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    Files.writeString(
        trail,
        """
        {"exchange":"1","model":"gpt-4o","caller":"a.A.b","cost_usd":0.012345678}
        {"exchange":"2","model":"gpt-4o","caller":"a.B.c","cost_usd":1.5}
        {"exchange":"3","model":"gpt-9","caller":"a.A.b","cost_unknown":"price"}
        {"exchange":"4","model":"gpt-9","caller":"a.A.b","decision":"deny","rule":"limits.m"}
        {"exchange":"5","model":"gpt-9","caller":"a.A.b","cost_usd":-1}
        {"exchange":"6","model":"gpt-9","caller":"a.A.b","cost_usd":1e300}
        """);
    assertEquals(0, commands.run("watch --once", trail.toString()), commands.err());
    String out = commands.out();
    assertTrue(out.contains("1.5123 USD spent, and what 1 calls of unknown cost took"), out);
    assertTrue(out.contains("       USD    unknown  models by cost"), out);
    assertTrue(out.contains("    1.5123          0  gpt-4o"), out);
    assertTrue(out.contains("    0.0000          1  gpt-9"), out);
    assertTrue(out.contains("    1.5000          0  a.B.c"), out);
    assertTrue(out.contains("    0.0123          1  a.A.b"), out);
  }

  @Test
  void withoutCostsNothingIsSaidOfThem() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    Files.writeString(trail, "{\"exchange\":\"1\",\"model\":\"gpt-4o\"}\n");
    assertEquals(0, commands.run("watch --once", trail.toString()), commands.err());
    assertFalse(commands.out().contains("USD"), commands.out());
  }

  @Test
  void aHookThatDoesNothingIsNamed() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    SampleTrail.addOpenHook(trail);
    assertEquals(0, commands.run("watch --once", trail.toString()), commands.err());
    assertTrue(commands.out().contains("0 calls"), commands.out());
    assertTrue(
        commands.out().contains("okhttp:0 in okhttp3.internal.http.RealInterceptorChain"),
        commands.out());
  }

  @Test
  @Timeout(60)
  void qEndsIt() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    SampleTrail.write(trail, 5);
    assertEquals(0, commands.in("q").run("watch", trail.toString()));
    assertTrue(commands.out().startsWith("audit.jsonl: 0 calls"), commands.out());
  }

  @Test
  void aNameCantSteerTheTerminal() throws IOException {
    Path trail = folder.resolve("audit.jsonl");
    Files.writeString(
        trail, "{\"exchange\":\"1\",\"vendor\":\"\\u001b[2Jx\",\"caller\":\"a\\nb\"}\n");
    commands.run("watch --once", trail.toString());
    assertFalse(commands.out().contains("\u001b"), commands.out());
    assertTrue(commands.out().contains("_[2Jx"), commands.out());
  }

  @Test
  void aTrailThatIsBegunAnewIsFollowed() throws IOException {
    Path trail = Files.writeString(folder.resolve("audit.jsonl"), "old\nsecond ");
    try (TrailTail tail = new TrailTail(trail, true)) {
      assertEquals("old", next(tail));
      assertFalse(tail.next(), "the line is not whole yet");
      Files.writeString(trail, "line\n", StandardOpenOption.APPEND);
      assertEquals("second line", next(tail));
      Files.move(trail, folder.resolve("audit.jsonl.000000000001"));
      assertFalse(tail.next());
      Files.writeString(trail, "new\n");
      assertEquals("new", next(tail));
    }
  }

  @Test
  void aTrailThatIsNotThereIsSaid() {
    assertEquals(1, commands.run("watch", folder.resolve("absent").toString()));
    assertTrue(commands.err().contains("there is no such file"), commands.err());
    assertEquals(2, commands.run("watch --interval 0", "f"));
  }

  private static String next(TrailTail tail) throws IOException {
    assertTrue(tail.next());
    return new String(tail.line(), 0, tail.length(), StandardCharsets.UTF_8);
  }
}
