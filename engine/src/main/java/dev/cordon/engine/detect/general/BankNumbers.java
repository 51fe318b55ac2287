package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/** US bank routing numbers (ABA checksum) and account numbers; both need their words near. */
final class BankNumbers implements ShapeDetector {
  /** A check digit, and the word for the number. */
  private static final int NAMED_AND_CHECKED = 92;

  /** Four characters and a blank. */
  private static final int IBAN_GROUP = 5;

  private static final int IBAN_LENGTH = 42;

  private final DataType routing;
  private final DataType account;
  private final Context routings;
  private final Context accounts;
  private final Context banks;
  private final Context word;
  private final OtherThing others;

  private BankNumbers(
      DataType routing,
      DataType account,
      Context routings,
      Context accounts,
      Context banks,
      Context word,
      OtherThing others) {
    this.word = word;
    this.others = others;
    this.routing = routing;
    this.account = account;
    this.routings = routings;
    this.accounts = accounts;
    this.banks = banks;
  }

  static void register(Registry registry) {
    DataType routing =
        registry.type(
            "us.bank_routing",
            DataClass.PAYMENT,
            Severity.MEDIUM,
            "ROUTING",
            "US bank routing number");
    DataType account =
        registry.type(
            "us.bank_account", DataClass.PAYMENT, Severity.HIGH, "ACCOUNT", "Bank account number");
    LabelledAccount.register(registry, account);
    Context routings = registry.context(GeneralWords.words("bank_numbers.routings"));
    Context accounts = registry.context(GeneralWords.words("bank_numbers.accounts"));
    Context banks = registry.context("bank", "deposit");
    Context word = registry.context("account");
    OtherThing others = OtherThing.register(registry);
    registry.shapes(
        new BankNumbers(routing, account, routings, accounts, banks, word, others),
        "999999",
        "9999999",
        "99999999",
        "999999999",
        "9999999999",
        "99999999999",
        "999999999999",
        "9999999999999",
        "99999999999999",
        "999999999999999",
        "9999999999999999",
        "99999999999999999",
        "9999-9999-9",
        "9999 9999 9",
        "9999 9999 9999");
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    boolean nine = shape.length() == 9;
    if (nine
        && isRouting(shape)
        && text.near(routings, shape.start(), shape.end(), 60, 30)
        && !others.outranks(shape, routings)) {
      shape.report(routing, NAMED_AND_CHECKED);
    } else if (others.outranks(shape, accounts)
        || (shape.isGrouped() && isInIban(text, shape.start()))) {
      return;
    } else if (text.near(accounts, shape.start(), shape.end(), 45, 0)) {
      shape.report(account, shape.isGrouped() ? Confidence.HINTED : Confidence.SUPPORTED);
    } else if (shape.length() >= 8
        && !shape.isGrouped()
        && text.near(accounts, shape.start(), shape.end(), 0, 34)) {
      shape.report(account, Confidence.PROBABLE);
    } else if (shape.length() >= 8
        && !shape.isGrouped()
        && !(shape.length() == 8 && MonthAndDay.isDate(shape))
        && isAccount(shape)) {
      shape.report(account, Confidence.HINTED);
    }
  }

  /** Tells groups behind the head of an IBAN, perhaps a mistyped one. */
  private static boolean isInIban(ScanText text, int start) {
    int group = start - IBAN_GROUP;
    while (start - group <= IBAN_LENGTH && text.at(group + 4) == ' ' && isGroup(text, group)) {
      if (Ascii.isUpper(text.at(group))
          && Ascii.isUpper(text.at(group + 1))
          && Ascii.isDigit(text.at(group + 2))
          && Ascii.isDigit(text.at(group + 3))) {
        return true;
      }
      group -= IBAN_GROUP;
    }
    return false;
  }

  private static boolean isGroup(ScanText text, int start) {
    for (int i = start; i < start + 4; i++) {
      if (!Ascii.isUpper(text.at(i)) && !Ascii.isDigit(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether a word of banks stands near, or {@code account} right before. */
  private boolean isAccount(Shape shape) {
    ScanText text = shape.text();
    boolean route = text.near(routings, shape.start(), shape.end(), 30, 0);
    return (!route && text.near(banks, shape.start(), shape.end(), 30, 0))
        || (text.at(shape.start() - 1) == ' '
            && text.near(word, shape.start(), shape.end(), 10, 0));
  }

  private static boolean isRouting(Shape shape) {
    int two = (int) shape.number(0, 2);
    boolean district =
        two <= 12 || (two >= 21 && two <= 32) || (two >= 61 && two <= 72) || two == 80;
    return district
        && !shape.isUniform()
        && Checksums.weighted(shape, 0, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
  }
}
