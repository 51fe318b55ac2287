package dev.cordon.engine.detect.national;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.DetectorCases;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.TreeMap;
import net.datafaker.Faker;
import net.datafaker.idnumbers.IdNumberGenerator;
import net.datafaker.providers.base.BaseFaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Specimens that the issuers publish, one wrong character beside each, and numbers that another
 * library makes.
 */
class NationalNumbersTest {
  private static final String SPECIMENS =
      """
      us.itin|ITIN|912-70-1234|912-66-1234
      us.ein|EIN|12-3456789|07-3456789
      us.mbi|Medicare|1EG4-TE5-MK73|1SG4-TE5-MK73
      us.mbi|Medicare|1EG4TE5MK73|0EG4TE5MK73
      us.npi|NPI|1234567893|1234567890
      ca.sin|SIN|130 692 544|130 692 545
      ca.sin|SIN|046-454-286|046-454-287
      mx.curp|CURP|HEGG560427MVZRRL04|HEGG560427MVZRRL05
      mx.rfc|RFC|GODE561231GR8|GODE561331GR8
      mx.clabe|CLABE|032180000118359719|032180000118359718
      uk.nhs|NHS number|943 476 5919|943 476 5918
      uk.nhs|NHS|9434765919|9434765918
      uk.nino|NI number|AB 12 34 56 C|AB 12 34 56 E
      uk.nino|NINO|AB123456C|BG123456C
      uk.driving_licence|driving licence|MORGA657054SM9IJ|MORGA697054SM9IJ
      uk.utr|UTR|1955839661|2955839661
      ie.pps|PPS number|1234567T|1234567A
      ie.pps|PPSN|1234567FA|1234567TA
      no.fodselsnummer|fødselsnummer|05527530077|05527530078
      no.fodselsnummer|fnr|260306 20169|260306 20168
      no.fodselsnummer|fnr|10048158469|10048158569
      no.d_number|D-nummer|66090986407|66090986408
      no.organisasjonsnummer|org.nr|974 760 673|974 760 674
      no.kontonummer|konto|8601.11.17947|8601.11.17948
      se.personnummer|personnummer|811218-9876|811218-9875
      se.personnummer|personnummer|19811218-9876|19811318-9876
      se.organisationsnummer|org nr|212000-0142|212000-0143
      dk.cpr|CPR|211062-5629|311362-5629
      dk.cvr|CVR|13585628|13585627
      fi.hetu|hetu|131052-308T|131052-308U
      fi.hetu|hetu|131052A308T|131052G308T
      fi.business_id|y-tunnus|2077474-0|2077474-1
      is.kennitala|kennitala|120174-3399|120174-3389
      de.tax_id|Steuer-ID|86 095 742 719|86 095 742 718
      de.tax_id|IdNr|36574261809|36574261808
      de.social_security|Rentenversicherungsnummer|15070649C103|15070649C104
      de.id_card|Personalausweis|T220001293|T220001294
      de.passport|Reisepass|C01X00T478|C01X00T477
      de.health_insurance|Krankenversicherungsnummer|A123456780|A123456781
      de.vat_id|USt-IdNr|DE136695976|DE136695975
      at.social_security|Sozialversicherungsnummer|1237 010180|1238 010180
      ph.passport|Philippine passport|P1234567A|Q1234567A
      ph.philhealth|PhilHealth|12-345678901-2|12-345678901
      ch.ahv|AHV|756.9217.0769.85|756.9217.0769.84
      nl.bsn|BSN|111222333|111222334
      be.national_number|rijksregisternummer|85.07.30-033.28|85.07.30-033.61
      fr.nir|sécurité sociale|2 55 08 14 168 025 38|2 55 08 14 168 025 39
      fr.nir|NIR|295109912611193|295109912611194
      fr.siret|SIRET|73282932000074|73282932000075
      fr.siren|SIREN|732 829 320|732 829 321
      it.fiscal_code|codice fiscale|RSSMRA85T10A562S|RSSMRA85T10A562T
      it.vat|partita IVA|00743110157|00743110158
      es.nif|DNI|12345678Z|12345678A
      es.nie|NIE|X1234567L|X1234567A
      es.cif|CIF|A58818501|A58818502
      pt.nif|NIF|501964843|501964842
      pt.citizen_card|cartão de cidadão|00000000 0 ZZ4|00000000 0 ZZ3
      ro.cnp|CNP|1800101221144|1800101221143
      pl.pesel|PESEL|44051401359|44051401358
      pl.nip|NIP|123-456-32-18|123-456-32-17
      pl.regon|REGON|123456785|123456784
      pl.id_card|dowód osobisty|ABA300000|ABA300001
      cz.birth_number|rodné číslo|736028/5163|736028/5164
      bg.egn|EGN|7523169263|7523169264
      gr.afm|AFM|094259216|094259217
      hr.oib|OIB|33392005961|33392005962
      tr.tckn|TC kimlik|10000000146|10000000147
      il.id|teudat zehut|123456782|123456783
      za.id|ID number|8001015009087|8001015009088
      in.pan|PAN|AAAPL1234C|AAAXL1234C
      in.gstin|GSTIN|27AAPFU0939F1ZV|27AAPFU0939F1ZW
      in.aadhaar|Aadhaar|2341 2341 2346|2341 2341 2347
      sg.nric|NRIC|S1234567D|S1234567E
      kr.rrn|RRN|970101-1234569|971301-1234569
      kr.brn|BRN|116-82-00276|116-82-00277
      jp.my_number|My Number|123456789018|123456789019
      cn.resident_id|身份证|11010519491231002X|110105194912310029
      tw.id|Taiwan ID|A123456789|A123456788
      hk.id|HKID|A123456(3)|A123456(4)
      au.tfn|TFN|123 456 782|123 456 783
      au.abn|ABN|51 824 753 556|51 824 753 557
      au.acn|ACN|004 085 616|004 085 617
      au.medicare|Medicare|2123 45670 1|2123 45680 1
      nz.ird|IRD|49-091-850|49-091-851
      nz.nhi|NHI|ZAC5361|ZAC5362
      br.cpf|CPF|111.444.777-35|111.444.777-36
      br.cnpj|CNPJ|11.222.333/0001-81|11.222.333/0001-82
      br.cnpj|CNPJ|12.ABC.345/01DE-35|12.ABC.345/01DE-36
      ar.cuit|CUIT|20-17254359-7|20-17254359-8
      cl.rut|RUT|12.345.678-5|12.345.678-6
      co.nit|NIT|213.123.432-1|213.123.432-2
      ca.business_number|GST|123456782RT0001|123456783RT0001
      de.lanr|LANR|123456601|123456701
      de.commercial_register|Amtsgericht|HRB 12345|HRC 12345
      kr.frn|foreigner registration|770731-5234562|770731-5234563
      kr.crn|corporate registration|110111-0012346|110111-0012345
      tr.tckn|kimlik|10000000146|10000000145
      tr.vkn|VKN|4540536920|4540536921
      lv.personal_code|personas kods|161175-19997|161175-19998
      rs.jmbg|JMBG|0101006500006|0101006500007
      ru.inn|ИНН|7707083893|7707083894
      ru.inn|ИНН|500100732259|500100732258
      ru.snils|СНИЛС|112-233-445 95|112-233-445 96
      sg.uen|UEN|00192200M|00192200N
      sg.uen|UEN|197401143C|197401143D
      sg.uen|UEN|T01FC6132D|T01FC6132E
      us.clia|CLIA|05D2187634|05E2187634
      us.npi|NPI|1234-567-893|1234-567-890
      uk.driving_licence|driving licence|MORGA 657054 SM9IJ|MORGA 697054 SM9IJ
      de.vat_id|USt-IdNr|DE 136 695 976|DE 136 695 975
      it.vat|partita IVA|IT00743110157|IT00743110158
      de.lanr|physician number|123456601|123456701
      de.commercial_register|Handelsregister|HRB4711|HRC4711
      in.voter|वोटर आईडी|ABC1234567|AB1234567
      """;

  /** Type, words before, specimen, the same with an error that its checksum or form must catch. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', textBlock = SPECIMENS)
  void specimens(String type, String words, String specimen, String wrong) {
    DetectorCases.check(
        type, words + ": «" + specimen + "» is on file\nA note on " + wrong + " is none");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', textBlock = SPECIMENS)
  void specimensInOtherClothesAndGlued(String type, String words, String specimen, String wrong) {
    DetectorCases.check(type, "{\"note\":\"" + words + " «" + specimen + "»\",\"n\":1}");
    DetectorCases.check(type, words + "\\t«" + wide(specimen) + "»");
    DetectorCases.check(type, words + " A7x" + specimen + ", " + words + " " + specimen + "x7Q");
  }

  /** Writes the digits full-width, as Japanese keyboards do. */
  private static String wide(String text) {
    StringBuilder wide = new StringBuilder();
    for (char c : text.toCharArray()) {
      wide.append(c >= '0' && c <= '9' ? (char) (c - '0' + '０') : c);
    }
    return wide.toString();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          se.personnummer|personnummer 811218-9876
          us.ssn|SSN 219-09-9998
          uk.nhs|NHS number 943 476 5919
          payment_card|card 4111 1111 1111 1111
          iban|konto NO93 8601 1117 947
          no.kontonummer|konto 8601.11.17947
          in.aadhaar|Aadhaar 2341 2341 2346
          us.npi|NPI 1234567893
          phone_number|phone 212-555-0142
          de.tax_id|Steuer-ID 36574261809
          it.vat|P. IVA 00743110157
          kr.frn|FRN 770731-5234562
          """)
  void theWinnerOfOverlaps(String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    Scanners.standard().newSession().scan(bytes, 0, bytes.length, "", findings);
    assertEquals(1, findings.size());
    assertEquals(type, findings.type(0).id());
    assertEquals(bytes.length, findings.end(0));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          us.driver_license|driving license «O53670906506355», «H0449944800887», «WDLABCD456DG»
          us.ein|provider tax ID «45-3467704», tax ID 07-3467704
          us.passport|passport number is «123456789», batch 123456789012
          us.driver_license|her driver's license is «D1234567»
          uk.passport|British passport «925665416»
          uk.sort_code|sort code «20-00-00»
          fr.passport|passeport «12AB34567»
          it.passport|passaporto «AA1234567»
          it.id_card|carta d'identità «CA12345AB»
          it.driver_license|patente di guida «AB1234567C»
          pl.passport|paszport «AA0000001»
          ng.nin|NIN «12345678901», NIN «8332 051 8066»
          za.passport|South African passport «M46990109»
          za.tax_number|SARS tax reference «0463246033», SARS 4463246033
          za.vat|VAT registration number «4613677645», VAT number 3613677645
          za.driver_license|eNaTIS licence number «71419645VYG», licence number 123456789012
          za.traffic_register|traffic register number «5557373152384», 5557373152384.5
          ke.national_id|national ID number «85862791»
          ph.tin|Philippine TIN «598424496»
          ph.umid|common reference number «0111-2988292-2»
          passport|pasaporte «941918110», паспорт: «C7690042»
          in.passport|पासपोर्ट «C7690042»
          sg.uen|business registration «200581478M»
          it.vat|VAT number «IT 00743110157»
          th.tnin|TNIN «1234567890121»
          in.voter|voter ID «ABC1234567»
          in.passport|passport «J8369854»
          in.vehicle_registration|vehicle «KA01AB1234», part XX01AB1234
          kr.passport|여권번호 «M12345678»
          kr.driver_license|운전면허 «11-20-123456-78»
          ph.sss|SSS number «34-1234567-8»
          ke.kra_pin|KRA PIN «A001234567X»
          ar.dni|DNI «30.123.456»
          au.bsb|BSB «062-000»
          de.tax_number|Steuernummer «181/815/08155»
          de.tax_number|tax number «123/5266/7307» and «012 359 84378»
          de.bsnr|practice number «123456789», BSNR «123456789»
          de.driver_license|Führerschein «B072RRE2I55»
          de.driver_license|fahrerlaubnis: «J7514GKFF9X»
          us.driver_license|"driver_s_license": "«V056-4827-3094»"
          ru.passport|ПАСПОРТ: «1132 553691»
          de.passport|passport «C01X00T47», of other countries «C01X00T47»
          us.passport|passport C01X00T47, but «C12345678» and «123456789»
          es.passport|pasaporte «AAA123456»
          passport|passport number «X1234567», passport no. «Q998877»
          passport|the passport «X1234567», travel document: «AB1234567»
          de.telematik_id|Telematik-ID: «1-20123456789012345», Telematik-ID: none
          my.nric|MyKad «880101-14-5566», not 881301-14-5566
          id.nik|NIK «3174012505890001», not 3174019905890001
          pk.cnic|CNIC «35202-1234567-1»
          ru.passport|паспорт «4510 123456»
          za.company_registration|company registration «2015/123456/07»
          hk.id|HKID «A123456(3)»
          """)
  void formsThatOnlyTheirContextMakesKnown(String type, String line) {
    DetectorCases.check(type, line);
  }

  @Test
  void aWordOfTheCountryAndAGeneralOneAreContext() {
    DetectorCases.check("no.fodselsnummer", "the Norwegian national ID is «05527530077»");
    DetectorCases.check("es.social_security", "Spanish social security number «28/12345678/40»");
    DetectorCases.check("gr.afm", "Greek tax number «094259216»");
    DetectorCases.check("gr.afm", "tax number 094259216 of anybody");
    DetectorCases.check("fr.siren", "French company number «732829320»");
    DetectorCases.check("tr.tckn", "a note on 10000000146");
    DetectorCases.check("tr.tckn", "the Turkish citizen id «10000000146»");
    DetectorCases.check("nl.bsn", "order 111222333 from Amsterdam, the Netherlands");
  }

  @Test
  void theLabelOfAnotherThingTakesANumberAway() {
    DetectorCases.check("us.passport", "the passport is at the office. Order number 123456789");
    DetectorCases.check("us.passport", "the passport is at the office, the number is «123456789»");
    DetectorCases.check("us.passport", "passport reference: «123456789»");
    DetectorCases.check("za.id", "Our reference: 8001015009087");
    DetectorCases.check("za.id", "reached me as «8001015009087»");
    DetectorCases.check("uk.nino", "serial AB123456C, Bestellnummer AB123456C, «AB123456C»");
    DetectorCases.check("be.national_number", "a note on 85073003328, on «85.07.30-033.28»");
    DetectorCases.check(
        "uk.nhs", "an NHS number is asked for at sign-up. Ticket number: 9434765919");
    DetectorCases.check("us.ssn", "we ask for the social security number. Your order 219-09-9998");
    DetectorCases.check("se.personnummer", "the number 771113 2741 08 1, or «811218 9876»");
    DetectorCases.check("au.acn", "an Australian business number 86 004 085 616 is none");
    DetectorCases.check("th.tnin", "part no. 1-2345-67890-12-1, number «1-2345-67890-12-1»");
    DetectorCases.check("au.tfn", "the Australian company number 123456782");
  }

  @Test
  void aCheckDigitAndNoFormOfItsOwnNeedAWord() {
    DetectorCases.check("pl.pesel", "a note on 44051401359");
    DetectorCases.check("tw.id", "a note on A123456789");
    DetectorCases.check("kr.brn", "a note on 116-82-00276");
    DetectorCases.check("cl.rut", "a note on 12345678-5, but «12.345.678-5»");
    DetectorCases.check("fi.business_id", "a note on 2077474-0");
  }

  @Test
  void smallLettersWithoutContextAreARestOfAHash() {
    DetectorCases.check("uk.nino", "ab123456c in a name, «AB123456C» in a form");
    DetectorCases.check("uk.nino", "NINO: «ab123456c»");
    DetectorCases.check("it.fiscal_code", "a note on «rssmra85t10a562s», rssmra85t10a562t");
    DetectorCases.check("in.pan", "aaapl1234c and «AAAPL1234C»");
  }

  @Test
  void plainDigitsWithoutContextAreNobodysNumber() {
    for (String type :
        List.of("us.passport", "ca.sin", "nl.bsn", "uk.nhs", "au.tfn", "jp.my_number")) {
      DetectorCases.check(
          type, "order 130692544, batch 9434765919, job 123456789018, 111222333 rows");
    }
  }

  @Test
  void aNumberOfTwoCountriesIsFoundAsOneAndItsWordDecides() {
    DetectorCases.check("ro.cnp", "a note on «6201216477081»");
    DetectorCases.check("za.id", "South African ID «6201216477081»");
  }

  @Test
  void numbersThatAnotherLibraryMakesAreFound() {
    Map<String, String> types =
        Map.ofEntries(
            Map.entry("SE", "se.personnummer"),
            Map.entry("BG", "bg.egn"),
            Map.entry("PL", "pl.pesel"),
            Map.entry("RO", "ro.cnp"),
            Map.entry("IT", "it.fiscal_code"),
            Map.entry("EE", "lt.personal_code"),
            Map.entry("IE", "ie.pps"),
            Map.entry("ZA", "za.id"),
            Map.entry("CN", "cn.resident_id"),
            Map.entry("BR", "br.cpf"),
            Map.entry("SG", "sg.nric"));
    // Birth dates there count from today: the numbers are others every day, and some of them are
    // another country's, too.
    Map<String, String> words =
        Map.ofEntries(
            Map.entry("SE", "personnummer"),
            Map.entry("BG", "EGN"),
            Map.entry("PL", "PESEL"),
            Map.entry("RO", "CNP"),
            Map.entry("EE", "isikukood"),
            Map.entry("IE", "PPS number"),
            Map.entry("ZA", "South African ID"));
    BaseFaker faker = new Faker(Locale.ENGLISH, new Random(42));
    Map<String, List<String>> missed = new TreeMap<>();
    for (IdNumberGenerator generator : ServiceLoader.load(IdNumberGenerator.class)) {
      String type = types.get(generator.countryCode());
      for (int i = 0; type != null && i < 50; i++) {
        String number = generator.generateValid(faker);
        String text = words.getOrDefault(generator.countryCode(), "number") + " «" + number + "»";
        try {
          DetectorCases.check(type, text);
        } catch (AssertionError e) {
          missed.computeIfAbsent(type, k -> new ArrayList<>()).add(number);
        }
      }
    }
    assertEquals(Map.of(), missed);
  }
}
