package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/commands.md is true. */
class CommandsPageTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^java -jar agent/target/cordon-agent.jar (.*)$");

  private final String page = page();

  @Test
  void everyCommandIsNamed() {
    CliTest.all().forEach(name -> assertTrue(page.contains("`" + name), name));
  }

  @Test
  void theCommandsShownWork() {
    Matcher shown = COMMAND.matcher(page);
    int count = 0;
    while (shown.find()) {
      count++;
      Commands commands = new Commands();
      int code = commands.run(shown.group(1).replace(" docs/", " ../docs/"));
      assertTrue(code <= 1, shown.group(1) + ": " + commands.err());
    }
    assertTrue(count >= 2, "commands on the page");
  }

  private static String page() {
    try {
      return Files.readString(Path.of("../docs/commands.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
