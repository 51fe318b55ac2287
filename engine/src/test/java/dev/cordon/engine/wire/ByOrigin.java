package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.hidden.IncomingTexts;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.OriginRules;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextVisitor;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One look at incoming texts, tried on a request of {@link OriginTest#requests} whose texts all
 * hold what it looks for, with an action for one origin.
 */
final class ByOrigin {
  /** Makes a look that does nothing but look. */
  @FunctionalInterface
  interface Look {
    IncomingTexts of(OriginRules rules, TextVisitor inner, ExchangeRecord record);
  }

  private final String format;
  private final String harmless;
  private final String suffix;

  /**
   * Makes a request.
   *
   * @param suffix stands behind what each text says of its origin
   */
  ByOrigin(String format, String texts, String suffix) {
    this.format = format;
    this.harmless = OriginTest.json(texts);
    this.suffix = suffix;
  }

  /** Returns how many texts of an origin there are; of all for null. */
  int texts(Origin origin) {
    return harmless.split(origin == null ? "by [a-z_]+" : "by " + origin.id() + "\\b", -1).length
        - 1;
  }

  static Policy policy(String text) {
    PolicyContext context = new PolicyContext(Map.of(), Set.of(), VendorCatalogue.builtIn().ids());
    ParsedPolicy parsed =
        PolicyParser.parse("cordon.yaml", ("version: 1\n" + text + "\n").getBytes(UTF_8), context);
    return Objects.requireNonNull(parsed.policy(), () -> parsed.problems().toString());
  }

  /**
   * Tries an action and checks what is sent and whether the call is refused.
   *
   * @param section policy's key, with what holds for other origins
   * @param found what is taken out of a text where the action is to strip
   * @return what was counted
   */
  ExchangeRecord check(String section, Origin origin, String action, String found, Look look)
      throws Exception {
    Policy policy = policy(section.replace("ORIGIN", origin.id() + ": " + action));
    ExchangeRecord record = Wire.record();
    IncomingTexts visitor =
        look.of(policy.origins(), (text, from, to, key, kind, edits) -> {}, record);
    String body = harmless.replaceAll("by [a-z_]+", "$0" + suffix);
    byte[] bytes = body.getBytes(UTF_8);
    byte[] out = Wire.format(format).rewrite(bytes, "application/json", null, visitor, record);
    String where = format + " " + origin + " " + action;
    if (action.equals("strip") && texts(origin) > 0) {
      String stripped = "by " + origin.id() + suffix.replace(found, "");
      String wanted = body.replaceAll("by " + origin.id() + "\\b\\Q" + suffix + "\\E", stripped);
      assertEquals(wanted, new String(out, UTF_8), where);
    } else {
      assertSame(bytes, out, where);
    }
    Refusal refusal = visitor.refusal(Lifted.NOTHING);
    if (action.equals("block") && texts(origin) > 0) {
      assertNotNull(refusal, where);
      assertEquals(section.substring(0, section.indexOf(':')), refusal.rule(), where);
    } else {
      assertNull(refusal, where);
    }
    return record;
  }
}
