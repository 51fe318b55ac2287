package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VendorsCommandTest {
  private final Commands commands = new Commands();

  @TempDir Path folder;

  @Test
  void theTableHasALineForEachVendorThatIsAService() {
    assertEquals(0, commands.run("vendors"), commands.err());
    List<String> lines = commands.out().lines().toList();
    assertTrue(
        lines.get(0).matches("vendor +seat +aggregator +training +retention.*"), lines.get(0));
    VendorCatalogue catalogue = VendorCatalogue.builtIn();
    for (String id : catalogue.ids()) {
      boolean there = lines.stream().anyMatch(line -> line.startsWith(id + " "));
      assertEquals(catalogue.isHosted(id), there, id);
    }
    String openai = lines.stream().filter(line -> line.startsWith("openai ")).findFirst().get();
    assertTrue(openai.matches("openai +US +no +no +30d +on_request +yes +yes"), openai);
  }

  @Test
  void oneVendorComesWithSourcesDaysAndHosts() {
    assertEquals(0, commands.run("vendors openrouter"), commands.err());
    String out = commands.out();
    assertTrue(out.contains("aggregator      yes as of 2026-11-29\n"), out);
    assertTrue(out.contains("https://openrouter.ai/docs/features/zdr"), out);
    assertTrue(out.contains("baa             unknown\n"), out);
    assertTrue(out.contains("    openrouter.ai /api\n"), out);
  }

  @Test
  void jsonIsAnObjectALine() throws IOException {
    assertEquals(0, commands.run("vendors --json"), commands.err());
    List<String> lines = commands.out().lines().toList();
    assertTrue(lines.size() > 30, "lines: " + lines.size());
    for (String line : lines) {
      JsonNode vendor = new ObjectMapper().readTree(line);
      JsonNode training = vendor.get("training");
      assertFalse(training.get("value").asText().isEmpty(), line);
      assertEquals("catalogue", training.get("said_by").asText());
      assertTrue(vendor.get("hosts").size() > 0, line);
    }
  }

  @Test
  void aPolicyAddsWhatItSays() throws IOException {
    Path policy = folder.resolve("cordon.yaml");
    Files.writeString(
        policy,
        "version: 1\nvendors: {facts: {groq: {dpa: {value: yes, date: 2026-11-01, source: contract 7}}}}\n");
    assertEquals(0, commands.run("vendors groq --policy", policy.toString()), commands.err());
    assertTrue(
        commands.out().contains("dpa             yes as of 2026-11-01, as the policy says\n"),
        commands.out());
    assertTrue(commands.out().contains("contract 7"), commands.out());
    Files.writeString(policy, "version: 1\nvendors: {facts: {groq: {dpa: maybe}}}\n");
    assertEquals(1, commands.run("vendors --policy", policy.toString()));
  }

  @Test
  void pricesComeWithSourceAndDayAndThePolicysFirst() throws IOException {
    Path policy = folder.resolve("cordon.yaml");
    Files.writeString(
        policy,
        "version: 1\nvendors: {prices: {openai: {gpt-4o*: {input: 1.50, output: 6, source: contract 7}}}}\n");
    assertEquals(0, commands.run("vendors openai --policy", policy.toString()), commands.err());
    String out = commands.out();
    assertTrue(out.contains("  prices, in US dollars per million tokens\n"), out);
    assertTrue(
        out.contains("    gpt-4o*: input 1.5 output 6, as the policy says\n      contract 7\n"),
        out);
    assertTrue(out.contains("    gpt-4o-mini: input 0.15 cached 0.075 output 0.6 as of 20"), out);
    assertTrue(out.contains("; over 272000 input 4 cached 0.2 output 15 as of 20"), out);
    assertEquals(0, commands.run("vendors openai --json"), commands.err());
    JsonNode prices = new ObjectMapper().readTree(commands.out()).get("prices");
    assertTrue(prices.size() > 20, "prices: " + prices.size());
    for (JsonNode price : prices) {
      assertTrue(price.get("source").asText().startsWith("https://"), price.toString());
      assertEquals("catalogue", price.get("said_by").asText());
    }
  }

  @Test
  void aVendorThatIsNotKnownIsWrongUsage() {
    assertEquals(2, commands.run("vendors opnai"));
    assertTrue(commands.err().contains("unknown vendor 'opnai'"), commands.err());
  }
}
