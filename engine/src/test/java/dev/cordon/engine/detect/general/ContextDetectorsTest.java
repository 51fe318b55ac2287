package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

/** Types whose form alone says little: a word near them must say what they are. */
class ContextDetectorsTest {
  @Test
  void cardDetails() {
    DetectorCases.check(
        "payment_card.cvv",
        """
        4111 1111 1111 1111, CVV: «123», cvc «1234», security code is «987»
        cvc|«123»
        HTTP 404 after 300 ms; port 8080
        """);
    DetectorCases.check(
        "payment_card.expiry",
        """
        exp «12/29», Expiry date: «01/2031», valid thru «5/30»
        expires «2031-01», but the licence expires 2031-01-15
        12/29 is a fraction, expires 13/29
        """);
  }

  @Test
  void bankNumbers() {
    DetectorCases.check(
        "us.bank_routing",
        """
        routing number «021000021», ABA: «121000248»
        routing number 021000022
        order 021000021
        the ABA asks for a number on each of its forms. Order number 021000021
        """);
    DetectorCases.check(
        "us.bank_account",
        """
        my bank account number is «945456787654»
        «55512345678» is my deposit account; «945456787654» is my bank account
        bank account, IBAN LT53 5702 9533 3288 0403
        bank routing number 021000022
        the account number IBAN KW24 QZPL 7272 3518 9952 6644
        acct: «12345678»
        order 945456787654
        """);
    DetectorCases.check(
        "swift_bic",
        """
        SWIFT: «DEUTDEFF500», BIC code «NEDSZAJJ»
        BIC\\n«NDEAFIHH»\\nSWIFT code:\\n«DNBANOKK»
        bic|«DNBANOKK»
        swift code, CUSTOMERS
        the word DEUTDEFF500 alone
        """);
  }

  @Test
  void paymentAddresses() {
    DetectorCases.check(
        "in.upi",
        """
        pay «anjali.rao@okhdfcbank» or «9876543210@ybl». (also «shop-12@paytm»)
        UPI ID: «corner.store@myownbank»
        {"vpa":"«anjali@axl»"} GET /pay/«anjali@ybl»/last
        root@db1, git@sbi:path, bob@ybl.com, https://u@sbi/x, @upi, a@upi
        """);
  }

  @Test
  void devicesAndVehicles() {
    DetectorCases.check(
        "imei",
        """
        IMEI «490154203237518», imei: «49-015420-323751-8»
        IMEI «490154203237519» and 490154203237518000
        """);
    DetectorCases.check(
        "vin",
        """
        VIN «1M8GDM9AXKP042788», «1HGCM82633A004352»
        vin: «WVWZZZ1JZXW000001»
        1M8GDM9A1KP042788 ABCDEFGHJKLMNPRST
        VIN «WVWZZZ3CZKE012345» of Europe has no check digit
        """);
    DetectorCases.check(
        "license_plate",
        """
        license plate «7ABC123», number plate «AB12 CDE», kennzeichen «B-MW 1234»
        bilnummer «EK 12345», «PNY-4295» is my license plate, plate number «FSW 053 WE»
        Kennzeichen «TÜ-DN 438», «WÜ LC 85E», «HRO-BG 5200», Nummernschild «S-BJ703»
        plaka «34 ABC 123», «06BC4567», plaka 00 SD 724, plate «99 DL 1234», 99 AI 410
        number plate «PK 93 GY GP», registration: «CA 622-077», «KJA-123AB» is the plate
        véhicule immatriculé «FG-412-KZ», kenteken «GV-328-T», plaque «1-ABC-234»
        nr rej. «LU 331XK», numer rejestracyjny «KR 1234A», SPZ «1A2 3456»
        registration opened in 2023 for 120 guests, the Kennzeichen of TÜV 12 and of MÜ 0815
        plate of ABC, AB12 CDE in a list far away from any word that tells
        """
            .replace("AB12 CDE in", "and then we walked on for a good while, XY12 CDE in")
            .replace("B-MW 1234", "B MW 1234"));
  }

  @Test
  void datesOfBirth() {
    DetectorCases.check(
        "date_of_birth",
        """
        تاريخ الميلاد: «23/11/1979»
        जन्म तिथि: «23/11/1979», תאריך לידה: «23/11/1979»
        วันเกิด: «23/11/1979», Ngày sinh: «23/11/1979»
        дата народження: «23.11.1979», ημερομηνία γέννησης: «23/11/1979»
        tanggal lahir: «23-11-1979», született, születési idő: «1979.11.23»
        nací el «23/11/1979», nací el «23 de noviembre de 1979»
        生年月日：«1979年11月3日»、生年月日 «1979年 11月 23日»
        生年月日：«昭和54年11月3日»、生年月日 «民國71年11月3日»
        発売日：令和2年11月3日
        생년월일: «1979년 11월 23일»
        дата рождения: «23 ноября 1979», родился «3 мая 1979» года
        発売日：1979年11月3日, встреча 23 ноября 1979
        born on «1985-03-12», DOB: «03/12/1985», date of birth «12.03.1985»
        born «12 March 1985», birthday: «March 12, 1985», née le «3 mars 1985»
        birth_date|«1985-03-12»
        {"dateOfBirth":"«1985-03-12T00:00:00Z»","created":"2024-05-06T10:00:00Z"}
        dateOfBirth|«1985-03-12T00:00:00.000+00:00»
        born on the «3rd of May 1990»
        née le «17 juin 1988», né le «4 juillet 1982», ur. «4 września 1982», narozen «5. října 1990»
        doğum tarihi «4 Ağustos 1982», datum rođenja «4. srpnja 1982», data nașterii «4 iulie 1982»
        CHECK (birth_date > DATE '1900-01-01') and dob >= '1900-01-01' and birth_date = '«1985-03-12»'
        <birthDate>«1985-03-12»</birthDate>, Geburtsdatum -> «12.03.1985»
        released on 1985-03-12; March 12, 1985
        born 99/99/1985
        """);
  }

  @Test
  void degreesAndMinutes() {
    DetectorCases.check("coordinates", "«51°30'26\"N 0°7'39\"W» at 51°C, 12° E");
    DetectorCases.check("coordinates", "lat 95.1234");
  }

  @Test
  void coordinates() {
    DetectorCases.check(
        "coordinates",
        """
        location «59.9139, 10.7522», lat: «59.9139»
        «40.7128° N, 74.0060° W», meet me at «52.37403, 4.88969», Treffpunkt «48.1371, 11.5754»
        weights 0.1234, 0.5678 and 3.14159
        """);
  }
}
