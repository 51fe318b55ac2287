package dev.cordon.engine.detect.general;

/**
 * How many digits follow each country calling code (ITU-T E.164 and the national numbering plans
 * that the ITU publishes). Codes that are not listed take 6 to 12.
 */
final class CallingCodes {
  private static final String[] PLANS = {
    "1:10-10",
    "7:10-10",
    "20:8-10",
    "27:9-9",
    "30:10-10",
    "31:9-9",
    "32:8-9",
    "33:9-9",
    "34:9-9",
    "36:8-9",
    "39:6-11",
    "40:9-9",
    "41:9-9",
    "43:5-13",
    "44:9-10",
    "45:8-8",
    "46:7-9",
    "47:8-8",
    "48:9-9",
    "49:6-11",
    "51:8-9",
    "52:10-10",
    "53:6-8",
    "54:10-11",
    "55:10-11",
    "56:9-9",
    "57:8-10",
    "58:10-10",
    "60:8-10",
    "61:9-9",
    "62:7-12",
    "63:8-10",
    "64:8-10",
    "65:8-8",
    "66:8-9",
    "81:9-10",
    "82:8-10",
    "84:9-10",
    "86:10-11",
    "90:10-10",
    "91:10-10",
    "92:9-10",
    "93:9-9",
    "94:9-9",
    "95:7-10",
    "98:10-10",
    "212:9-9",
    "213:8-9",
    "216:8-8",
    "233:9-9",
    "234:8-10",
    "251:9-9",
    "254:9-9",
    "255:9-9",
    "256:9-9",
    "351:9-9",
    "352:6-11",
    "353:7-9",
    "354:7-7",
    "356:8-8",
    "357:8-8",
    "358:6-10",
    "359:7-9",
    "370:8-8",
    "371:8-8",
    "372:7-8",
    "373:8-8",
    "374:8-8",
    "375:9-9",
    "376:6-6",
    "377:8-9",
    "380:9-9",
    "381:8-9",
    "382:8-8",
    "385:8-9",
    "386:8-8",
    "387:8-8",
    "389:8-8",
    "420:9-9",
    "421:9-9",
    "423:7-9",
    "852:8-8",
    "853:8-8",
    "855:8-9",
    "880:8-10",
    "886:8-9",
    "960:7-7",
    "961:7-8",
    "962:8-9",
    "963:8-9",
    "964:8-10",
    "965:8-8",
    "966:9-9",
    "967:7-9",
    "968:8-8",
    "971:8-9",
    "972:8-9",
    "973:8-8",
    "974:8-8",
    "975:7-8",
    "976:8-8",
    "977:8-10",
    "992:9-9",
    "993:8-8",
    "994:9-9",
    "995:9-9",
    "996:9-9",
    "998:9-9",
    "247:5-6",
    "290:4-5",
    "500:5-5",
    "676:5-7",
    "677:5-7",
    "678:5-7",
    "682:5-5",
    "683:4-7",
    "685:5-10",
    "686:5-8",
    "688:5-7",
    "690:4-7"
  };

  private CallingCodes() {}

  /**
   * Tells whether digits may be a number with its calling code.
   *
   * @param digits the digits
   * @param count how many
   */
  static boolean fits(long digits, int count) {
    int first = digit(digits, count, 0);
    if (first == 0) {
      return false;
    }
    for (String plan : PLANS) {
      int colon = plan.indexOf(':');
      if (count > colon && startsWith(digits, count, plan, colon)) {
        int dash = plan.indexOf('-');
        int rest = count - colon;
        // An Italian or old national prefix in brackets, +44 (0)20 …, is one digit more.
        return rest >= number(plan, colon + 1, dash)
            && rest <= number(plan, dash + 1, plan.length());
      }
    }
    return first != 1 && first != 7 && count >= 9 && count <= 15;
  }

  private static boolean startsWith(long digits, int count, String plan, int length) {
    for (int i = 0; i < length; i++) {
      if (digit(digits, count, i) != plan.charAt(i) - '0') {
        return false;
      }
    }
    return true;
  }

  private static int digit(long digits, int count, int i) {
    long rest = digits;
    for (int k = count - 1; k > i; k--) {
      rest /= 10;
    }
    return (int) (rest % 10);
  }

  private static int number(String plan, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      n = n * 10 + plan.charAt(i) - '0';
    }
    return n;
  }
}
