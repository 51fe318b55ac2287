package dev.cordon.engine.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.engine.policy.Policy;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripPropertyTest {
  private static final List<String> EMAILS =
      List.of("jane@x.com", "Jane@X.com", "JANE@X.COM", "joe@x.com", "é@x.com");
  private static final List<String> NAMES = List.of("Jane Roe", "jane  roe", "Ada Brandt", "Li");
  private static final List<String> PHONES = List.of("+47 22 33 44 55", "+4722334455");
  private static final WordScanner SCANNER = scanner();

  private static WordScanner scanner() {
    WordScanner scanner = new WordScanner();
    EMAILS.forEach(word -> scanner.add(word, Conversation.EMAIL));
    NAMES.forEach(word -> scanner.add(word, Conversation.NAME));
    PHONES.forEach(word -> scanner.add(word, Conversation.PHONE));
    return scanner;
  }

  @Property(tries = 600, seed = "4184089952")
  void anEchoGivesTheTextBack(@ForAll("texts") String text, @ForAll boolean surrogates) {
    Conversation conversation = new Conversation(SCANNER, policy(surrogates), text);
    assertEquals(text, conversation.restore(conversation.sent), conversation.sent);
  }

  @Property(tries = 300, seed = "4184089953")
  void anEchoInPiecesGivesTheSame(
      @ForAll("texts") String text,
      @ForAll boolean surrogates,
      @ForAll("cuts") List<Integer> cuts) {
    Conversation conversation = new Conversation(SCANNER, policy(surrogates), text);
    int length = conversation.sent.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    int[] ends = cuts.stream().mapToInt(cut -> cut * length / 100).sorted().toArray();
    assertEquals(text, conversation.restoreInPieces(conversation.sent, ends), conversation.sent);
  }

  @Property(tries = 300, seed = "4184089954")
  void noValueLeaves(@ForAll("texts") String text, @ForAll boolean surrogates) {
    String sent = new Conversation(SCANNER, policy(surrogates), text).sent;
    for (List<String> values : List.of(EMAILS, PHONES)) {
      for (String value : values) {
        assertFalse(sent.contains(value), sent);
      }
    }
  }

  @Property(tries = 200, seed = "4184089955")
  void twoEnginesWithOneKeyIssueTheSame(@ForAll("texts") String text) {
    String one = new Conversation(SCANNER, Policy.safeDefault(), text).sent;
    String other = new Conversation(SCANNER, Policy.safeDefault(), text).sent;
    assertEquals(one, other);
  }

  private static Policy policy(boolean surrogates) {
    return surrogates ? Conversation.policy("redact: {default: surrogate}") : Policy.safeDefault();
  }

  /** Texts in which values stand alone, side by side and within words, beside what imitates us. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> values =
        Arbitraries.of(EMAILS).flatMap(mail -> Arbitraries.of(PHONES.get(0), PHONES.get(1), mail));
    Arbitrary<String> names = Arbitraries.of(NAMES);
    Arbitrary<String> noise =
        Arbitraries.of(
            " ",
            ", ",
            "_",
            "\\_",
            "s",
            "'s ",
            "x",
            "EMAIL",
            "EMAIL_",
            "EMAIL_7KQ2M9",
            "NAME_1",
            "email_7kq2m9s",
            "2_",
            "\n",
            "é",
            "ada.brandt",
            "@example.com",
            "日本");
    // What this key gives jane@x.com, written by the application itself.
    String own = new Conversation(SCANNER, Policy.safeDefault(), "jane@x.com").sent;
    Arbitrary<String> issued =
        Arbitraries.of(own, own.toLowerCase(java.util.Locale.ROOT), own + "s");
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, values),
            net.jqwik.api.Tuple.of(2, names),
            net.jqwik.api.Tuple.of(4, noise),
            net.jqwik.api.Tuple.of(1, issued))
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 100).list().ofMaxSize(8);
  }
}
