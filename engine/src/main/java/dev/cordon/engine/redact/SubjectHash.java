package dev.cordon.engine.redact;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Hex;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names a person's value without telling it: an HMAC-SHA-256 of the value in its plainest form
 * under the trail's key. The same value, however it is spelled, has the same name in every record.
 * Not thread-safe.
 */
public final class SubjectHash {
  private static final int BYTES = 16;

  /** A longer value is no name, address or number of a person. */
  private static final int LONGEST = 1024;

  private final KeyedHash hash;

  /**
   * Makes names under a key.
   *
   * @param key the trail's
   */
  public SubjectHash(TokenKey key) {
    this.hash = new KeyedHash(key);
  }

  /** Returns what names the findings of a policy's trail, or null where the trail has no names. */
  static @Nullable SubjectHash of(@Nullable AuditRules audit) {
    TokenKey key = audit == null ? null : audit.subjectKey();
    return key == null ? null : new SubjectHash(key);
  }

  /** How values of a type are brought to one form. */
  private enum Form {
    /** Without case. */
    MAIL,
    /** Digits with the country's, as in {@code 4790012345}. */
    PHONE,
    /** Letters and digits alone, without case and width. */
    TEXT
  }

  /** Records the name of a finding where it is a person's. */
  void add(ExchangeRecord record, DataType type, byte[] text, int start, int end) {
    if (isPersonal(type) && end - start <= LONGEST) {
      String value = new String(text, start, end - start, StandardCharsets.UTF_8);
      String name = name(form(type), value);
      if (name != null) {
        record.subject(name);
      }
    }
  }

  private static boolean isPersonal(DataType type) {
    DataClass of = type.dataClass();
    return of == DataClass.PERSONAL
        || of == DataClass.GOVERNMENT_ID
        || of == DataClass.HEALTH
        || (of == DataClass.PAYMENT && type.id().equals("iban"));
  }

  private static Form form(DataType type) {
    return type.id().startsWith("email")
        ? Form.MAIL
        : type.id().startsWith("phone") ? Form.PHONE : Form.TEXT;
  }

  /**
   * Returns what a value may be named, whatever type it was taken for.
   *
   * @param value as somebody spells it
   * @return 32 hexadecimal digits each; empty where there is nothing to name
   */
  public Set<String> names(String value) {
    Set<String> names = new LinkedHashSet<>();
    for (Form form : Form.values()) {
      String name = name(form, value);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private @Nullable String name(Form form, String value) {
    String plain = plain(form, value);
    if (plain.isEmpty()) {
      return null;
    }
    String message = "cordon subject\n" + form.name().toLowerCase(Locale.ROOT) + '\n' + plain;
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    String name = Hex.of(hash.hash(bytes, bytes.length), BYTES);
    Arrays.fill(bytes, (byte) 0);
    return name;
  }

  private static String plain(Form form, String value) {
    String text = Normalizer.normalize(value, Normalizer.Form.NFKC).trim().toLowerCase(Locale.ROOT);
    if (form == Form.MAIL) {
      return text.indexOf('@') < 0 ? "" : text;
    }
    if (form == Form.PHONE) {
      return phone(text);
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /**
   * {@code +47 …} and {@code 0047…} are the same; a zero in parentheses is dialled at home only.
   */
  private static String phone(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    String dialled = text.replace("(0)", "");
    for (int i = 0; i < dialled.length(); i++) {
      int digit = Character.digit(dialled.charAt(i), 10);
      if (digit >= 0) {
        digits.append((char) ('0' + digit));
      } else if (Character.isLetter(dialled.charAt(i))) {
        return "";
      }
    }
    return digits.indexOf("00") == 0 ? digits.substring(2) : digits.toString();
  }
}
