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

/**
 * Virtual payment addresses of India's UPI: {@code name@handle}, in which no dot follows. The
 * handle is one that the payments corporation (NPCI) lists for a payment app; any other needs the
 * word.
 */
final class PaymentHandle implements LiteralDetector {
  private static final int LONGEST = 64;
  private static final int NEAR = 24;
  private static final String HANDLES = GeneralWords.spaced("payment_handle.handles");

  private final DataType type;
  private final Context context;

  private PaymentHandle(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "in.upi", DataClass.PAYMENT, Severity.MEDIUM, "UPI", "Indian payment address (UPI)");
    Context context = registry.context(GeneralWords.words("payment_handle"));
    registry.mark(new PaymentHandle(type, context), '@');
  }

  @Override
  public void found(ScanText text, int at, int behind) {
    int end = behind;
    while (end - behind < 20 && Ascii.isAlnum(text.at(end))) {
      end++;
    }
    boolean handle = end - behind >= 2 && end - behind < 20 && Ascii.isLetter(text.at(behind));
    boolean more = text.at(end) == '.' || text.at(end) == '-' || text.at(end) == ':';
    int b = text.at(end);
    if (!handle
        || (more && Ascii.isAlnum(text.at(end + 1)))
        || b == '_'
        || b == '@'
        || b == '('
        || b >= 0x80) {
      return;
    }
    int start = at;
    while (at - start < LONGEST && isLocal(text.at(start - 1))) {
      start--;
    }
    while (start < at && !Ascii.isAlnum(text.at(start))) {
      start++;
    }
    if (at - start < 3 || (text.at(start - 1) == '/' && text.at(start - 2) == '/')) {
      return; // such as https://user@host
    }
    if (isListed(text, behind, end)) {
      text.report(type, start, end, Confidence.STRONG);
    } else if (text.near(context, start, end, NEAR, NEAR / 2)) {
      text.report(type, start, end, Confidence.SUPPORTED);
    }
  }

  private static boolean isLocal(int b) {
    return Ascii.isWord(b) || b == '.' || b == '-';
  }

  private static boolean isListed(ScanText text, int start, int end) {
    int length = end - start;
    int place = 0;
    while (place >= 0 && place + length < HANDLES.length() - 1) {
      int i = 0;
      while (i < length && Ascii.lower(text.at(start + i)) == HANDLES.charAt(place + 1 + i)) {
        i++;
      }
      if (i == length && HANDLES.charAt(place + 1 + length) == ' ') {
        return true;
      }
      place = HANDLES.indexOf(' ', place + 1);
    }
    return false;
  }
}
