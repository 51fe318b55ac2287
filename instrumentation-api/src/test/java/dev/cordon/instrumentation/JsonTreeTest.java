package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
  private static Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("text", "a \"b\" \\ \n \u0001 \u00e6 \ud83c\udf08 \ud83c");
    tree.put("list", Arrays.asList("x", 1, 2.50, null, true, List.of()));
    tree.put("map", Map.of("k", new BigDecimal("1E+400")));
    tree.put("bytes", new byte[] {1, 2, 3});
    tree.put("nan", Double.NaN);
    tree.put("empty", Map.of());
    return tree;
  }

  private static Object read(String json) {
    return JsonTree.read(json.getBytes(UTF_8));
  }

  @Test
  void aTreeIsWrittenAsJson() {
    assertEquals(
        "{\"text\":\"a \\\"b\\\" \\\\ \\u000a \\u0001 \u00e6 \ud83c\udf08 \\ud83c\","
            + "\"list\":[\"x\",1,2.5,null,true,[]],\"map\":{\"k\":1E+400},\"bytes\":\"AQID\","
            + "\"nan\":\"NaN\",\"empty\":{}}",
        new String(JsonTree.write(tree()), UTF_8));
  }

  @Test
  void whatWasNotChangedIsTheVeryObject() {
    Map<String, Object> tree = tree();
    assertSame(tree, JsonTree.merge(tree, JsonTree.read(JsonTree.write(tree))));
  }

  @Test
  @SuppressWarnings("unchecked")
  void onlyChangedStringsDiffer() {
    Map<String, Object> tree = tree();
    Object changed =
        JsonTree.read(
            new String(JsonTree.write(tree), UTF_8)
                .replace("\"x\"", "\"TOKEN\"")
                .replace("\"k\"", "\"K\"")
                .replace("AQID", "BAUG")
                .getBytes(UTF_8));
    Map<String, Object> merged = (Map<String, Object>) JsonTree.merge(tree, changed);
    assertNotNull(merged);
    assertEquals(Arrays.asList("TOKEN", 1, 2.50, null, true, List.of()), merged.get("list"));
    assertSame(((Map<?, ?>) tree.get("map")).get("k"), ((Map<?, ?>) merged.get("map")).get("K"));
    assertArrayEquals(new byte[] {4, 5, 6}, (byte[]) merged.get("bytes"));
    assertSame(tree.get("nan"), merged.get("nan"));
    assertSame(tree.get("empty"), merged.get("empty"));
  }

  @Test
  void aNumberMayBecomeAString() {
    assertEquals("TOKEN", JsonTree.merge(4111111111111111L, "TOKEN"));
    assertEquals(Boolean.TRUE, JsonTree.merge(Boolean.TRUE, read("true")));
  }

  @Test
  void anyWhiteSpaceAndEscapeIsRead() {
    assertEquals(
        Arrays.asList(new BigDecimal("-1.5e3"), "\u00e9/\t\ud83c\udf08", Map.of("a", List.of())),
        read(" [ -1.5e3 , \"\\u00e9\\/\\t\\ud83c\\uDF08\",{ \"a\" : [ ] } ]\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1", "[1 2]", "{\"a\"}", "{\"a\":}", "\"a", "\"\\u12\"", "x", "1 2"})
  void whatIsNoJsonIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> read(text));
  }

  @Test
  void whatHasNoFormInJsonIsNamedByItsClass() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> JsonTree.write(List.of(new Object() {})))
            .getMessage();
    assertEquals("no JSON: dev.cordon.instrumentation.JsonTreeTest$1", message);
  }
}
