package dev.cordon.engine.detect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A label is the user's word: what the text itself names counts by its form alone. */
class LabelsTest {
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de.tax_id|Steuer-ID: «65432109876»
          de.tax_id|Meine Steuer-ID ist «12 345 678 901»
          in.gstin|GSTIN «29ABCPK4321L1Z9»
          kr.rrn|Korean RRN is «880314-1456789»
          kr.rrn|주민등록번호: «991332-1456789»
          uk.nino|nino: «PS 246813 B»
          uk.nino|National Insurance number: «QQ 12 34 56 C»
          uk.nhs|NHS number: «123 456 7890»
          se.organisationsnummer|company registration code is: «556011-0003»
          se.personnummer|personnummer: «850101-1234»
          no.fodselsnummer|fødselsnummer: «12345678901»
          no.kontonummer|Kontonummer for utbetaling: «1503.12.34567»
          no.organisasjonsnummer|Org.nr. «987 654 321»
          fi.hetu|henkilötunnus: «131052-308A»
          pl.pesel|PESEL «90010112345»
          br.cpf|CPF: «123.456.789-00»
          es.nie|NIE: «X1234567A»
          it.fiscal_code|codice fiscale: «RSSMRA80A01H501X»
          nl.bsn|BSN: «123456789»
          tr.tckn|TC kimlik no: «12345678901»
          in.aadhaar|Aadhaar number «1234 5678 9012»
          us.ssn|SSN: «900-12-3456»
          us.ssn|ssn|«900-12-3456»
          za.id|Permanent resident number «8705146012287»
          license_plate|Plaka numarası «35 KZ 218»
          license_plate|License plate «07 BRT 440»
          mac_address|Hardware address: «1A-2B-3C-4D-5E-6F»
          payment_card|my credit card «3595118820047719» was stolen
          payment_card|Kreditkarte: «1234 5678 9012 3456»
          payment_card|номер карты «1234 5678 9012 3456»
          payment_card|kredi kartı «1234 5678 9012 3456»
          iban|IBAN: «DE12 3456 7890 1234 5678 90»
          imei|IMEI: «123456789012345»
          phone_number|Fax: «312-555-0188x204»
          phone_number|My number is: «031224590»
          phone_number|Cep no: «05447710203»
          payment_card|my card is «4482 1930 7114 2290»
          payment_card.cvv|Prüfziffer «448»
          vin|Fahrgestellnr. «WVWZZZ1KZ8W448219»
          national_id|cnh «04481922071», br. lične karte «004482193»
          national_id|numero de secu «1870913055127», cedula de extranjeria: «448219»
          national_id|số CCCD của em là «079182044821»
          national_id|davčna št. «44821930», ID-kortnr: «44821930»
          national_id|permiso de residencia nº «E44821930», work permit «WP-448219»
          company_id|co. number «04482193»
          """)
  void theFormSufficesWhereTheTextNamesTheType(String type, String line) {
    DetectorCases.check(type, line);
  }

  @Test
  void oneLabelNamesARowOfOneForm() {
    DetectorCases.check(
        "es.nif", "DNIs de los firmantes: «48291733K», «22044819P» y «71448210W», 4829X y 12");
    DetectorCases.check(
        "iban",
        "IBANs: «DE12345678901234567890», «DE12345678901234567891» und «DE12345678901234567892»");
    DetectorCases.check(
        "payment_card", "card numbers: «1234567890123456» / «1234567890123457», 1234567890 left");
    DetectorCases.check(
        "national_id", "isikukoodid, passi number: «K448219», «K448220» ja «K448221»");
    DetectorCases.check("national_id", "Ausweisnummern: «448219», «448220», 20 more and 448221");
  }

  @Test
  void aLineOfItsOwnIsALabel() {
    DetectorCases.check("national_id", "Numéro d'assurance sociale\\n«514 227 903»\\nsignée");
    DetectorCases.check("national_id", "Driving licence:\\n\\n«QK4482193»\\nexpires soon");
    DetectorCases.check(
        "national_id",
        "After a long discussion we agreed to show no national id\\n448219 rows were read");
  }

  @Test
  void theSeriesOfADocumentBelongsToItsNumber() {
    DetectorCases.check("national_id", "паспорт «СН 448219», выдан");
    DetectorCases.check("national_id", "паспорт серия «45 08 номер 448219», выдан");
    DetectorCases.check("national_id", "ΑΔΤ: «ΑΚ 448219»");
    DetectorCases.check("national_id", "RUT9_R_00.07.04 and id card 12, 448219 rows");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de.tax_id|Order 65432109876 was paid. A Steuer-ID is asked for later.
          nl.bsn|The BSN is asked for at sign-up. Ticket number: 123456789
          uk.nhs|We ask for the NHS number; the batch was 123 456 7890
          payment_card|card: 1, rows: 1234567890123456
          payment_card|the card reader wrote 12 lines, then 1234567890123456
          imei|the IMEI was asked for. Build 123456789012345
          iban|IBAN is missing. Part DE12345678901234567890
          us.ssn|SSN, name and 900-12-3456
          """)
  void aWordInAnotherSentenceNamesNothing(String type, String line) {
    DetectorCases.check(type, line);
  }
}
