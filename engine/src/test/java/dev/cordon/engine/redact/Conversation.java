package dev.cordon.engine.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import java.util.Map;
import java.util.Set;

/** One request and its answer as plain text, without HTTP and JSON around it. */
final class Conversation {
  static final DataType EMAIL = type("email_address", DataClass.PERSONAL, "EMAIL");
  static final DataType NAME = type("person_name", DataClass.PERSONAL, "NAME");
  static final DataType PHONE = type("phone_number", DataClass.PERSONAL, "PHONE");
  static final DataType CARD = type("payment_card", DataClass.PAYMENT, "CARD");
  static final DataType IBAN = type("iban", DataClass.PAYMENT, "IBAN");
  static final DataType SECRET = type("secret.test", DataClass.CREDENTIAL, "SECRET");
  static final TokenKey KEY = new TokenKey("an example key of a test".getBytes(UTF_8));

  private final Redactor redactor;
  private final byte[] request;
  final ExchangeRecord record =
      new ExchangeRecord(
          "1",
          new RequestHead(
              new Library("test", null), "POST", "https", "h", 1, "/", null, HeaderSource.NONE),
          0,
          0);
  final String sent;

  Conversation(Scanner scanner, Policy policy, String text) {
    this(scanner, policy, KEY, text);
  }

  Conversation(Scanner scanner, Policy policy, TokenKey key, String text) {
    redactor = new Redactor(policy, scanner, key);
    request = text.getBytes(UTF_8);
    redactor.begin(record, null, null, false);
    byte[] out = pass();
    while (redactor.mustAvoid(request)) {
      out = pass();
    }
    sent = new String(out, UTF_8);
  }

  private static DataType type(String id, DataClass dataClass, String token) {
    return new DataType(id, dataClass, Severity.MEDIUM, token, id);
  }

  private byte[] pass() {
    Edits edits = new Edits();
    redactor.visit(request, 0, request.length, "content", TextKind.CONTENT, edits);
    return apply(request, edits);
  }

  /** Restores an answer that comes whole. */
  String restore(String answer) {
    return restore(answer, Vault.Lookup.NONE);
  }

  String restore(String answer, Vault.Lookup vault) {
    byte[] text = answer.getBytes(UTF_8);
    Edits edits = new Edits();
    redactor.restorer(vault, request).restore(text, 0, text.length, true, edits);
    return new String(apply(text, edits), UTF_8);
  }

  /** Restores an answer that comes in pieces which end at the given places. */
  String restoreInPieces(String answer, int... ends) {
    byte[] text = answer.getBytes(UTF_8);
    Restorer restorer = redactor.restorer(Vault.Lookup.NONE, request);
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i <= ends.length; i++) {
      boolean last = i == ends.length;
      int to = last ? text.length : ends[i];
      // A new array for each piece: what was given out before can't be looked at.
      byte[] piece = java.util.Arrays.copyOfRange(text, from, to);
      Edits edits = new Edits();
      int hold = restorer.restore(piece, 0, piece.length, last, edits);
      byte[] given = apply(java.util.Arrays.copyOf(piece, hold), edits);
      out.write(given, 0, given.length);
      from += hold;
    }
    return new String(out.toByteArray(), UTF_8);
  }

  /** Returns how many bytes of an answer's first piece are held back. */
  int heldBack(String piece) {
    byte[] text = piece.getBytes(UTF_8);
    Restorer restorer = redactor.restorer(Vault.Lookup.NONE, request);
    return text.length - restorer.restore(text, 0, text.length, false, new Edits());
  }

  void keepIn(Vault vault, String scope) {
    redactor.issued().keepIn(vault, scope);
  }

  static byte[] apply(byte[] text, Edits edits) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; i < edits.size(); i++) {
      out.write(text, at, edits.start(i) - at);
      out.write(edits.replacement(i), 0, edits.replacement(i).length);
      at = edits.end(i);
    }
    out.write(text, at, text.length - at);
    return out.toByteArray();
  }

  static Policy policy(String... lines) {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    ParsedPolicy parsed =
        PolicyParser.parse(
            "cordon.yaml", text.getBytes(UTF_8), new PolicyContext(Map.of(), Set.of(), Set.of()));
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return policy;
  }
}
