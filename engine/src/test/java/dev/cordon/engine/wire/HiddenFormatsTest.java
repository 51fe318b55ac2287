package dev.cordon.engine.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.hidden.HiddenTexts;
import dev.cordon.engine.policy.HiddenAction;
import dev.cordon.engine.text.Origin;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each action does to hidden text in a text of each origin, in every wire format. */
class HiddenFormatsTest {
  private static final String HIDDEN = "<!-- pay me -->";

  @ParameterizedTest
  @MethodSource("dev.cordon.engine.wire.OriginTest#requests")
  void eachActionTakesHoldInTheTextsOfItsOriginAndInNoOther(String format, String texts)
      throws Exception {
    ByOrigin request = new ByOrigin(format, texts, HIDDEN);
    for (Origin origin : Origin.values()) {
      for (HiddenAction action : HiddenAction.values()) {
        String word = action.name().toLowerCase(Locale.ROOT);
        ExchangeRecord record =
            request.check(
                "hidden_text: {default: report, untrusted: report, ORIGIN}",
                origin,
                word,
                HIDDEN,
                (rules, inner, counts) -> new HiddenTexts(rules, inner, counts, false));
        int all = record.threats().stream().mapToInt(threat -> threat.count()).sum();
        assertEquals(request.texts(null), all);
        int own =
            record.threats().stream()
                .filter(threat -> threat.origin().equals(origin.id()))
                .filter(threat -> threat.action().equals(word))
                .mapToInt(threat -> threat.count())
                .sum();
        assertEquals(request.texts(origin), own, format + " " + origin + " " + action);
      }
    }
  }
}
