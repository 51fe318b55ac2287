package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

class PaymentDetectorsTest {
  @Test
  void findsCards() {
    DetectorCases.check(
        "payment_card",
        """
        «4539578763621486»exp0927, visa«4539578763621486»
        cardNumber«4539578763621486»USD
        id4539578763621486, 4539578763621486abc
        Card «4111 1111 1111 1111», exp 12/29
        «4111-1111-1111-1111» «4111111111111111»
        amex «3782 822463 10005» or «378282246310005»
        «5555555555554444» «2223003122003222» «6011111111111117» «3530111333300000»
        UATP card «135412345678911»
        diners «30569309025904», maestro «6759649826438453»
        {"card_number":"«4242424242424242»","cvc":"123"}
        «４１１１ １１１１ １１１１ １１１１»
        «4111\u00a01111\u00a01111\u00a01111»
        «4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1»
        \\n«4111 1111 1111 1111»\\n«5500 0000 0000 0004»
        """);
  }

  @Test
  void leavesWhatIsNoCard() {
    DetectorCases.check(
        "payment_card",
        """
        4111 1111 1111 1112
        1234567812345678 and 9999999999999999
        id a4111111111111111 4111111111111111b
        0.4111111111111111 550e8400-e29b-41d4-a716-446655440000
        1700000000000 41111111111111111 135412345678911
        order number 30569309025904, EAN 6759649826438453
        0000 0000 0000 0000
        """);
  }

  @Test
  void findsIbans() {
    DetectorCases.check(
        "iban",
        """
        IBAN«GB29NWBK60161331926819», IBANGB29NWBK60161331926810
        «GB82 WEST 1234 5698 7654 32» and «DE89370400440532013000»
        «NO93 8601 1117 947», «NO9386011117947»
        iban:«FR14 2004 1010 0505 0001 3M02 606»
        «MT84 MALT 0110 0001 2345 MTLC AST0 01S»
        «gb82west12345698765432»
        IBAN «DE89-3704-0044-0532-0130-00».
        """);
  }

  @Test
  void leavesWhatIsNoIban() {
    DetectorCases.check(
        "iban",
        """
        GB82 WEST 1234 5698 7654 33
        XX82 WEST 1234 5698 7654 32
        DE8937040044053201300
        GB82123412345698765432
        xDE89370400440532013000
        """);
  }
}
