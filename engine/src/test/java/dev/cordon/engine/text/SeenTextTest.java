package dev.cordon.engine.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a text came back; what stands in brackets was taken for good. */
class SeenTextTest {
  @ParameterizedTest
  @CsvSource({
    "mail ada, mail ada, true",
    "mail ada, mail Ada, false",
    "mail ada, mail ada., false",
    "mail ada, mail ad, false",
    "mail [ada], mail ***, true",
    "mail [ada], mall ***, false",
    "mail [ada] now, mail *** now, true",
    "mail [ada] now, mail *** not, false",
    "mail [ada] now, mail now, false",
    "[ada] and [bob], * and *, true",
    "[ada] and [bob], * or *, false",
    "[ada][bob] here, ** here, true",
    "[ada][bob] here, ** there, false",
    "a [b] c [d] e, a * c * e, true",
    "a [b] c [d] e, a * x * e, false",
    "a [b] c [d] e, a * c e, false",
  })
  void everyOtherPartMustBeThereInOrder(String marked, String other, boolean kept) {
    StringBuilder text = new StringBuilder();
    List<int[]> lossy = new ArrayList<>();
    for (char c : marked.toCharArray()) {
      if (c == '[') {
        lossy.add(new int[] {text.length(), 0});
      } else if (c == ']') {
        lossy.get(lossy.size() - 1)[1] = text.length();
      } else {
        text.append(c);
      }
    }
    SeenText seen = new SeenText(text.toString().getBytes(UTF_8), lossy);
    assertEquals(kept, seen.isKeptIn(other.getBytes(UTF_8)));
  }
}
