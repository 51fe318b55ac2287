package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.agent.audit.GovernedCalls;
import dev.cordon.agent.audit.SampleTrail;
import dev.cordon.agent.cli.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectFindTest {
  @TempDir Path folder;
  private Path trail;
  private Path key;
  private final Commands commands = new Commands();

  @BeforeEach
  void begin() throws IOException {
    trail = folder.resolve("audit.jsonl");
    key = Files.writeString(folder.resolve("key"), GovernedCalls.KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lea.hansen@acme-mail.net",
        "  Lea.Hansen@ACME-mail.net ",
        "+47 900 12 345",
        "004790012345",
        "+47-90012345",
        "0047 900 12 345",
        "DE02120300000000202051",
        "de02 1203 0000 0000 2020 51"
      })
  void findsTheCallsOfAPersonHoweverTheValueIsSpelled(String value) throws IOException {
    try (GovernedCalls calls = calls("subjects: true")) {
      calls.chat("api.openai.com", "k1", "Nothing about anybody");
      calls.chat(
          "api.openai.com",
          "k1",
          "Write to lea.hansen@acme-mail.net or call +47 900 12 345, IBAN DE02 1203 0000 0000 2020"
              + " 51");
      calls.chat("api.openai.com", "k1", "Write to per.olsen@acme-mail.net");
    }
    assertEquals(0, find(value), commands.err());
    assertEquals(1, commands.out().lines().count(), commands.out());
    JsonNode call = new ObjectMapper().readTree(commands.out());
    assertEquals("openai", call.get("vendor").asText());
    assertEquals("modify", call.get("decision").asText());
    assertEquals("desk", call.get("service").asText());
    assertTrue(commands.err().contains("1 call carried it"), commands.err());
    assertFalse(commands.err().contains(value.trim()), "the value is written nowhere");
  }

  @Test
  void aValueThatNobodySentIsInNoCallAndTheTrailHoldsNoValue() throws IOException {
    try (GovernedCalls calls = calls("subjects: true")) {
      calls.chat("api.openai.com", "k1", "Write to lea.hansen@acme-mail.net");
    }
    assertEquals(0, find("nobody@acme-mail.net"));
    assertEquals("", commands.out());
    String records = Files.readString(trail);
    assertTrue(records.matches("(?s).*\"subjects\":\\[\"[0-9a-f]{32}\"].*"), records);
    assertFalse(records.contains("hansen"), records);
  }

  @Test
  void aRefusedCallNamesWhomItWasAbout() throws IOException {
    try (GovernedCalls calls = calls("subjects: true\nredact:\n  personal: block")) {
      calls.chat("api.openai.com", "k1", "Write to lea.hansen@acme-mail.net");
    }
    assertEquals(0, find("lea.hansen@acme-mail.net"));
    assertTrue(commands.out().contains("\"decision\":\"deny\""), commands.out());
  }

  @Test
  void aTrailThatNamesNobodySaysSo() throws IOException {
    try (GovernedCalls calls = calls("subjects: false")) {
      calls.chat("api.openai.com", "k1", "Write to lea.hansen@acme-mail.net");
    }
    assertEquals(1, find("lea.hansen@acme-mail.net"));
    assertTrue(commands.err().contains("audit.subjects was not on"), commands.err());
    assertFalse(Files.readString(trail).contains("\"subjects\""));
  }

  @Test
  void aRecordNamesABoundedNumberAndTellsThatThereWereMore() throws IOException {
    try (GovernedCalls calls = calls("subjects: true")) {
      StringBuilder prompt = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        prompt.append("mail").append(i).append("@acme-mail.net, ");
      }
      calls.chat("api.openai.com", "k1", prompt.toString());
    }
    assertTrue(Files.readString(trail).contains("\"subjects_more\":36"), "64 and 36");
    assertEquals(0, find("mail99@acme-mail.net"));
    assertTrue(commands.err().contains("it may be there"), commands.err());
  }

  @Test
  void withoutTheRightKeyNothingIsFoundAndTheCodeIsThree() throws IOException {
    SampleTrail.write(trail, 5, GovernedCalls.KEY.getBytes(StandardCharsets.UTF_8));
    commands.in("lea@acme-mail.net\n");
    assertEquals(3, commands.run("subject find", trail.toString()));
    Files.writeString(key, "another key of sixteen bytes");
    assertEquals(3, find("lea@acme-mail.net"));
    Files.writeString(key, "short");
    assertEquals(3, find("lea@acme-mail.net"));
    assertEquals(2, commands.run("subject"));
  }

  @Test
  void nothingOnStandardInputIsNoQuestion() throws IOException {
    SampleTrail.write(trail, 5, GovernedCalls.KEY.getBytes(StandardCharsets.UTF_8));
    assertEquals(1, find(" "));
  }

  /** As files and clipboards of Windows hold it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufefflea.hansen@acme-mail.net",
        "lea.hansen@acme-mail.net\r",
        "\n  \r\nlea.hansen@acme-mail.net\n\n",
        "\ufeff\r\nlea.hansen@acme-mail.net"
      })
  void aByteOrderMarkAndEmptyLinesAreNoPartOfTheValue(String value) {
    try (GovernedCalls calls = calls("subjects: true")) {
      calls.chat("api.openai.com", "k1", "Write to lea.hansen@acme-mail.net");
    }
    assertEquals(0, find(value), commands.err());
    assertEquals(1, commands.out().lines().count(), commands.err());
  }

  /** Several would be searched for as one, and nothing be found. */
  @Test
  void severalLinesAreSeveralValuesAndRefused() throws IOException {
    SampleTrail.write(trail, 5, GovernedCalls.KEY.getBytes(StandardCharsets.UTF_8));
    assertEquals(2, find("lea.hansen@acme-mail.net\nper.olsen@acme-mail.net"));
    assertTrue(commands.err().contains("one value at a time"), commands.err());
    assertFalse(commands.err().contains("lea.hansen"), commands.err());
    assertEquals(1, find("\ufeff"));
  }

  @Test
  void thePolicyAsksForAKey() {
    AssertionError wrong =
        assertThrows(
            AssertionError.class,
            () -> GovernedCalls.policy("version: 1\naudit:\n  file: a\n  subjects: true\n"));
    assertTrue(wrong.getMessage().contains("needs audit.key"), wrong.getMessage());
  }

  private GovernedCalls calls(String more) {
    return new GovernedCalls(
        "version: 1\naudit:\n  file: " + trail + "\n  key: env:KEY\n  " + more + "\n");
  }

  private int find(String value) {
    commands.in(value + "\n");
    return commands.run("subject find --json --key-file", key.toString(), trail.toString());
  }
}
