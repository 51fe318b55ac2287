package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.TokenKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cryptomator.siv.SivEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that carry their values. */
class EncryptedTokenTest {
  private static final Map<String, String> KEYS =
      Map.of("ONE", "the first key of a test, 32 long", "TWO", "the second key of a test, 32 too");
  private static final Policy ENCRYPTS = policy("token_key: env:ONE", "redact: {default: encrypt}");
  private static final String MAIL = "jane.roe@x.com";
  private static final String NAME = "Jane Roe";
  private static final String LONG = "l".repeat(TokenCipher.LONGEST_VALUE + 1);
  private static final WordScanner SCANNER =
      new WordScanner()
          .add(MAIL, Conversation.EMAIL)
          .add(NAME, Conversation.NAME)
          .add(LONG, Conversation.PHONE);
  private static final String TOKEN = sent(MAIL);

  private static ParsedPolicy parse(String... lines) {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    PolicyContext context = new PolicyContext(KEYS, Set.of(), Set.of("openai"));
    return PolicyParser.parse("cordon.yaml", text.getBytes(UTF_8), context);
  }

  private static Policy policy(String... lines) {
    ParsedPolicy parsed = parse(lines);
    Policy policy = parsed.policy();
    assertNotNull(policy, parsed.problems().toString());
    return policy;
  }

  private static Conversation request(Policy policy, String text) {
    return new Conversation(SCANNER, policy, policy.tokenKeys().get(0), text);
  }

  private static String sent(String text) {
    return request(ENCRYPTS, text).sent;
  }

  /** An answer to another request, in another JVM, say. */
  private static Conversation other() {
    return request(ENCRYPTS, "fetch the batch");
  }

  @Test
  void theTokenIsTheTypesWordAndDigitsThatTellNoExactLength() {
    assertTrue(TOKEN.matches("EMAIL_[0-9A-HJKMNP-TV-Z]{56}"), TOKEN);
    assertEquals(TOKEN, sent(MAIL), "the same value, the same token");
    assertEquals("to " + TOKEN + ", " + sent(NAME) + "!", sent("to " + MAIL + ", " + NAME + "!"));
    assertEquals(48, sent(NAME).length() - "NAME_".length() + 8);
  }

  @Test
  void anyJvmWithTheKeyRestoresIt() {
    assertEquals("Write to " + MAIL + ".", other().restore("Write to " + TOKEN + "."));
    assertEquals(MAIL, request(ENCRYPTS, "to " + MAIL).restore(TOKEN));
  }

  @Test
  void anotherKeysTokenStays() {
    Policy second = policy("token_key: env:TWO", "redact: {default: encrypt}");
    assertEquals(TOKEN, request(second, "hello").restore(TOKEN));
    assertNotEquals(TOKEN, request(second, MAIL).sent);
    Policy random = Policy.safeDefault();
    assertEquals(TOKEN, new Conversation(SCANNER, random, NAME).restore(TOKEN));
  }

  @Test
  void anOlderKeyOfTheRingStillRestores() {
    Policy both = policy("token_key: [env:TWO, env:ONE]", "redact: {default: encrypt}");
    Conversation later = request(both, NAME);
    assertEquals(MAIL, later.restore(TOKEN));
    assertEquals(NAME, later.restore(later.sent));
    assertNotEquals(sent(NAME), later.sent, "the first key makes tokens");
  }

  @Test
  void aTokenThatTheApplicationWroteItselfStays() {
    assertEquals(TOKEN, request(ENCRYPTS, "what is " + TOKEN + "?").restore(TOKEN));
    String code = TOKEN.substring(TOKEN.indexOf('_') + 1);
    for (String form : new String[] {"_", "\\\\_", " ", "-", "_\\n", "_\\u200b", "**_**"}) {
      String own = "EMAIL" + form + code;
      assertEquals(TOKEN, request(ENCRYPTS, "of " + own + "!").restore(TOKEN), own);
    }
    assertEquals(MAIL, request(ENCRYPTS, code.substring(0, 12)).restore(TOKEN));
    Conversation both = request(ENCRYPTS, TOKEN + " is " + MAIL);
    assertTrue(both.sent.matches(TOKEN + " is EMAIL_.{6,8}"), both.sent);
    assertEquals(TOKEN + " is " + MAIL, both.restore(both.sent));
  }

  @Test
  void aLongerValueBecomesAnOrdinaryTokenAndTheRecordSaysSo() {
    Conversation longer = request(ENCRYPTS, LONG + ", " + MAIL);
    assertTrue(longer.sent.matches("PHONE_.{6,8}, " + TOKEN), longer.sent);
    assertEquals(LONG + ", " + MAIL, longer.restore(longer.sent));
    assertEquals("[tokenize, encrypt]", actions(longer));
    String longest = LONG.substring(1);
    WordScanner scanner = new WordScanner().add(longest, Conversation.PHONE);
    String sent = new Conversation(scanner, ENCRYPTS, Conversation.KEY, longest).sent;
    assertEquals("PHONE_".length() + TokenCipher.LONGEST, sent.length());
    assertEquals(longest, other().restore(sent));
  }

  private static String actions(Conversation request) {
    return request.record.inputFindings().values().stream()
        .map(count -> count.action())
        .sorted(java.util.Comparator.reverseOrder())
        .toList()
        .toString();
  }

  static List<String> separators() {
    return BentTokenTest.SEPARATORS;
  }

  @ParameterizedTest
  @MethodSource("separators")
  void aTokenIsKnownWithWhatStandsForItsUnderscoreAndCutAnywhere(String separator) {
    Conversation own = request(ENCRYPTS, MAIL);
    String bent = TOKEN.replace("_", separator);
    boolean plain = !other().restore(bent).equals(MAIL);
    Set<String> alone =
        Set.of("-", " ", "\n", "\u00a0", "\u2011", "\u2013", "\u202f", ":", ".", "#");
    assertEquals(alone.contains(separator), plain);
    for (String form : List.of(bent, bent.toLowerCase(Locale.ROOT))) {
      assertEquals("to " + MAIL + "!", own.restore("to " + form + "!"));
      for (int cut = 0; cut <= form.getBytes(UTF_8).length; cut++) {
        assertEquals(MAIL + "!", own.restoreInPieces(form + "!", cut), "cut at " + cut);
        if (!plain) {
          assertEquals(MAIL + "!", other().restoreInPieces(form + "!", cut), "cut at " + cut);
        }
      }
    }
  }

  /** What is done to a token, by lines: its name, the form that an answer holds. */
  static List<String> bends() {
    String half = TOKEN.substring(0, 30);
    String rest = TOKEN.substring(30);
    return List.of(
        TOKEN.replace('0', 'O').replace('1', 'l'),
        TOKEN.replace('0', 'o').replace('1', 'I'),
        half + "\n" + rest,
        half + "\r\n" + rest,
        half + "\u00ad" + rest,
        half + "\u200b" + rest,
        half + "\u2060" + rest.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("bends")
  void whatIsBentWithinACodeIsKnownAgain(String bent) {
    for (Conversation any : List.of(other(), request(ENCRYPTS, MAIL))) {
      for (String behind : List.of("", "!", "n", "en", "'s", "s.", "NAME", "\nNext", "_", "x1")) {
        assertEquals("to " + MAIL + behind, any.restore("to " + bent + behind));
        for (int cut = 0; cut <= bent.getBytes(UTF_8).length; cut++) {
          assertEquals(MAIL + behind, any.restoreInPieces(bent + behind, cut), "cut at " + cut);
        }
      }
    }
  }

  @Test
  void tokensGluedTogetherComeBackEach() {
    String name = sent(NAME);
    assertEquals(MAIL + NAME + MAIL, other().restore(TOKEN + name + TOKEN));
    for (int cut = 0; cut <= TOKEN.length() + name.length(); cut++) {
      assertEquals(MAIL + NAME, other().restoreInPieces(TOKEN + name, cut));
    }
  }

  @Test
  void whatIsChangedStays() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      char[] token = TOKEN.toCharArray();
      int at = i < token.length ? i : random.nextInt(token.length);
      char other = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt(random.nextInt(32));
      if (token[at] != other && at != 5) {
        token[at] = other;
        String text = new String(token);
        assertEquals(text, other().restore(text));
      }
    }
    for (String text :
        List.of(
            TOKEN.substring(0, TOKEN.length() - 1),
            TOKEN.replace("EMAIL", "NAME"),
            TOKEN.substring(1),
            TOKEN.replace("_", ""),
            TOKEN.replace("_", "+"))) {
      assertEquals(text, other().restore(text));
    }
  }

  @Test
  void noMoreThanATokenIsHeldBack() {
    String code = "A".repeat(500);
    for (int length = 0; length < code.length(); length++) {
      int held = other().heldBack("x email_" + code.substring(0, length));
      assertTrue(held <= "email_".length() + TokenCipher.LONGEST, length + ": " + held);
    }
    assertEquals(0, other().heldBack("so it is some_thing, "));
  }

  @Test
  void noVaultIsTold() {
    MemoryVault vault = new MemoryVault(10, 60);
    Conversation mixed = request(ENCRYPTS, MAIL + LONG);
    mixed.keepIn(vault, "scope");
    assertEquals(1, vault.size(), "only what is no encrypted token");
  }

  /** A hundred thousand values of every length and any bytes, back from their tokens. */
  @Test
  void everyValueComesBack() {
    TokenCipher cipher = new TokenCipher(List.of(TokenKey.random()));
    Random random = new Random(45);
    byte[] word = "NAME".getBytes(UTF_8);
    for (int i = 0; i < 100_000; i++) {
      byte[] value = new byte[i % (TokenCipher.LONGEST_VALUE + 1)];
      random.nextBytes(value);
      if (i % 3 == 0) {
        Arrays.fill(value, value.length / 2, value.length, (byte) (i % 2 == 0 ? 0 : 0x80));
      }
      byte[] code = cipher.code(word, value, 0, value.length);
      assertEquals(0, code.length % TokenCipher.STEP);
      assertTrue(code.length >= TokenCipher.SHORTEST && code.length <= TokenCipher.LONGEST);
      byte[] digits = new byte[code.length];
      for (int d = 0; d < digits.length; d++) {
        digits[d] = (byte) Base32.value(code[d]);
      }
      assertArrayEquals(value, cipher.value(word, digits, digits.length));
      digits[random.nextInt(digits.length)] ^= (byte) (1 + random.nextInt(31));
      assertNull(cipher.value(word, digits, digits.length));
    }
  }

  /** RFC 5297, A.1: the library does what the standard says. */
  @Test
  void theLibraryIsTheStandards() throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] key =
        hex.parseHex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0" + "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    byte[] data = hex.parseHex("101112131415161718191a1b1c1d1e1f2021222324252627");
    byte[] plain = hex.parseHex("112233445566778899aabbccddee");
    byte[] sealed = new SivEngine(key).encrypt(plain, data);
    assertEquals(
        "85632d07c6e8f37f950acd320a2ecc93" + "40c02b9690c4dc04daef7f6afe5c", hex.formatHex(sealed));
    assertArrayEquals(plain, new SivEngine(key).decrypt(sealed, data));
  }

  /** A token of an earlier release is a token of this one. */
  @Test
  void theFormStaysAsItIs() {
    assertEquals("EMAIL_S9BDHQ6B1G92DCHQQNC9TG6PXXPJ9N6FZ4DB63XNBFBQ135Y0NRZXWN6", TOKEN);
  }

  /** A token may go back to the vendor: it must not be taken for a value itself. */
  @Test
  void noTokenIsAFinding() {
    Scanner.Session session = Scanners.standard().newSession();
    TokenCipher cipher = new TokenCipher(List.of(Conversation.KEY));
    List<String> words = Scanners.types().stream().map(type -> type.token()).distinct().toList();
    for (String word : words) {
      for (int i = 0; i < 40; i++) {
        byte[] value = (word + " of " + i + "x".repeat(i)).getBytes(UTF_8);
        int length = Math.min(value.length, TokenCipher.LONGEST_VALUE);
        String code = new String(cipher.code(word.getBytes(UTF_8), value, 0, length), UTF_8);
        for (String around : List.of("see %s for it", "%s", "\"password\": \"%s\"", "key=%s;")) {
          byte[] text = String.format(around, word + '_' + code).getBytes(UTF_8);
          Findings findings = new Findings();
          session.scan(text, 0, text.length, "", findings);
          if (!around.contains("=") && !around.contains(":")) {
            assertFalse(isFound(findings), new String(text, UTF_8));
          }
        }
      }
    }
  }

  private static boolean isFound(Findings findings) {
    for (int i = 0; i < findings.size(); i++) {
      if (findings.confidence(i) >= Policy.safeDefault().minConfidence()) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redact: {default: encrypt}",
        "redact: {email_address: encrypt}\ntoken_key: random",
        "vendors: {rules: {openai: {redact: {email_address: encrypt}}}}"
      })
  void withoutAKeyOfItsOwnAPolicyIsWrong(String lines) {
    ParsedPolicy parsed = parse(lines);
    assertNull(parsed.policy());
    assertTrue(parsed.problems().toString().contains("needs a token_key of your own"));
  }

  @Test
  void answersAreNotEncrypted() {
    ParsedPolicy parsed =
        parse("token_key: env:ONE", "output: {scan: true, redact: {email_address: encrypt}}");
    assertNull(parsed.policy());
  }
}
