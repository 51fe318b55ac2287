package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/** Addresses of crypto currencies, by their checksums: base58check, bech32 and EIP-55. */
final class CryptoAddress implements ShapeDetector, LiteralDetector {
  private static final int LONGEST = 120;

  private final DataType type;
  private final Context context;

  private CryptoAddress(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "crypto_address",
            DataClass.PAYMENT,
            Severity.MEDIUM,
            "CRYPTO",
            "Crypto currency address");
    Context context = registry.context(GeneralWords.words("crypto_address"));
    CryptoAddress detector = new CryptoAddress(type, context);
    StringBuilder shape = new StringBuilder("XXXXXXXXXXXXXXXXXXXXXXXXX");
    for (int length = 26; length <= 35; length++) {
      registry.shapes(detector, shape.append('X').toString());
    }
    registry.literals(
        detector, "bc1", "BC1", "tb1", "ltc1", "addr1", "cosmos1", "bnb1", "0x", "0X");
  }

  @Override
  public void found(Shape shape) {
    int first = shape.text().at(shape.start());
    if ("13LM2mnDXTrtA9".indexOf(first) >= 0
        && Base58.isAddress(shape.text(), shape.start(), shape.end(), first == 'r')) {
      shape.report(type, Confidence.CERTAIN);
    }
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int stop = end;
    while (stop - start < LONGEST && Ascii.isAlnum(text.at(stop))) {
      stop++;
    }
    if (Ascii.isWord(text.at(stop))) {
      return;
    }
    if ((text.at(start + 1) | 0x20) == 'x' && text.at(start) == '0') {
      ethereum(text, start, end, stop);
    } else if (stop - start >= 14 && Bech32.isValid(text, start, end - 1, stop)) {
      text.report(type, start, stop, Confidence.CERTAIN);
    }
  }

  private void ethereum(ScanText text, int start, int end, int stop) {
    if (stop - end != 40) {
      return;
    }
    boolean lower = false;
    boolean upper = false;
    for (int i = end; i < stop; i++) {
      int b = text.at(i);
      if (!Ascii.isHex(b)) {
        return;
      }
      lower |= Ascii.isLower(b);
      upper |= Ascii.isUpper(b);
    }
    if (lower && upper) {
      boolean valid = Keccak.isEip55(text, end);
      text.report(type, start, stop, valid ? Confidence.CERTAIN : Confidence.DOUBTFUL);
    } else {
      text.report(
          type,
          start,
          stop,
          text.near(context, start, stop) ? Confidence.STRONG : Confidence.POSSIBLE);
    }
  }
}
