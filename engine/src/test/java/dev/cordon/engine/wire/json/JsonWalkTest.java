package dev.cordon.engine.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.text.Edits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which paths are seen. */
class JsonWalkTest {
  /** Notes the paths of strings and the ends of objects. */
  private static final class Seen implements JsonWalk.Visitor {
    final List<String> paths = new ArrayList<>();

    @Override
    public boolean wants(String path) {
      return true;
    }

    @Override
    public void string(String path, String text, int key, int from, int to, Edits edits) {
      paths.add(path.replace('\0', '?'));
    }

    @Override
    public void closed(String path, int at, Edits edits) {
      paths.add('}' + path.replace('\0', '?'));
    }
  }

  private static String paths(String json) {
    Seen seen = new Seen();
    JsonWalk.edit(json.replace('\'', '"').getBytes(UTF_8), false, seen);
    return String.join(" ", seen.paths);
  }

  @Test
  void keysAreSeparatedByDots() {
    String json = "{'a':{'b':'x'},'c':['y'],'d':[{'e':'z'}],'f':{}}";
    assertEquals("a.b }a c[] d[].e }d[] }f }", paths(json));
  }

  @Test
  void noKeyIsTakenForSeveralOrForNone() {
    assertEquals("? ?.model }? }", paths("{'a.b':'x','c[]':{'model':'y'}}"));
    assertEquals("?.model }? }", paths("{'':{'model':'y'}}"));
    String longest = new String(new char[200]).replace('\0', 'k');
    assertEquals("?.model }? }", paths("{'" + longest + "':{'model':'y'}}"));
  }

  @Test
  void aKeyMayBeWrittenInEscapes() {
    String name = "max_response_output_tokens";
    StringBuilder escaped = new StringBuilder();
    for (char c : name.toCharArray()) {
      escaped.append(String.format("\\u%04x", (int) c));
    }
    assertEquals(name + " }", paths("{'" + escaped + "':'x'}"));
  }
}
