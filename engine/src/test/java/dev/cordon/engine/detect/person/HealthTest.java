package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

/** Health data counts where a text is about somebody's health. */
class HealthTest {
  @Test
  void conditions() {
    DetectorCases.check(
        "medical.condition",
        """
        The patient was diagnosed with «type 2 diabetes» and «hypertension».
        My mother has «breast cancer» and takes pills.
        Jane suffers from «Crohn's disease»; her son has «asthma».
        Diabetes is a disease that affects millions.
        Add patient support to the form; she aids the flow
        The stroke width of the path is 2; fracture mechanics
        """);
  }

  @Test
  void conditionsByWhatStandsAroundThem() {
    DetectorCases.check(
        "medical.condition",
        """
        Two residents have «dementia»; the child has «autism», «eczema» and «hay fever».
        Referred to the «tuberculosis» clinic. Known «epilepsy».
        Her «miscarriage» was in May. The scan revealed a «brain tumour».
        She told HR that she has «multiple sclerosis» and Raynaud’s, no, «Crohn’s disease».
        condition|«psoriasis»
        {"diagnosis": "«chronic kidney disease»"}
        The company has depression glass; the Parkinson Center has offices in Lupus Street.
        He had a stroke of luck, she fears seizures of goods
        The firm suffers from a lack of cash.
        """);
  }

  @Test
  void conditionsInOtherLanguages() {
    DetectorCases.check(
        "medical.condition",
        """
        Diagnose: mittelgradige «depressive Episode», seit Mai krankgeschrieben
        Mme Perrin souffre d'une «hypertension artérielle» et d'«épilepsie».
        Paciente con «cáncer de mama», ingresada el lunes
        Il paziente è ricoverato per «polmonite» e «insufficienza renale».
        A paciente tem «pressão alta» e «diabetes».
        De patiënt heeft een «bipolaire stoornis».
        Datteren har «hjertesvikt», innlagt i går
        U pacjentki rozpoznano «wstrząśnienie mózgu» i «łuszczycę».
        The patient asked about “«asthma»”, “«gout»” and —«diabetes»—.
        Der Kunde leidet nicht unter dem Verzug, die Diagnose des Fehlers folgt.
        El paciente abrió la aplicación; la maladie du code est connue
        """);
  }

  @Test
  void medicinesInOtherLanguages() {
    DetectorCases.check(
        "medical.medication",
        """
        Paciente en tratamiento con «tamoxifeno» y «metformina»
        Patientin nimmt «Amlodipin» und «Sertralin», verschrieben vom Hausarzt
        Le patient prend du «paracétamol» et de la «prégabaline».
        Il paziente assume «omeprazolo» e «cefaprazolo» 30 mg
        """);
  }

  @Test
  void manyTermsBeforeTheWordThatCounts() {
    DetectorCases.check(
        "medical.condition",
        "cancer, stroke, ulcer, flu, tumor, hernia, gout, asthma, lupus;"
            + " ".repeat(200)
            + "«migraine» was diagnosed");
  }

  @Test
  void aTermThatBeginsTermsMayBeRepeated() {
    DetectorCases.check(
        "medical.condition",
        "hiv ".repeat(100) + " ".repeat(50) + "He has «autism spectrum disorder».");
  }

  @Test
  void medicines() {
    DetectorCases.check(
        "medical.medication",
        """
        She was prescribed «metformin» 500 mg twice daily and «Lipitor».
        He takes «lisinopril» for his heart; dose: «zofenopril» 30 mg
        «Ozempic» was prescribed to the patient
        The price of aspirin stock rose. The statin market
        I take «Prozac» and «Xanax»; switched from «citalopram» to «venlafaxine»
        Take two «ibuprofen» tablets. «Adderall» XR 20mg in the morning. Refill «gabapentin» caps
        drug|«tramadol»
        Lithium batteries, an insulin gene, morphine in chapter 3, Concerta Hall has seats
        """);
  }

  @Test
  void diagnoses() {
    DetectorCases.check(
        "medical.diagnosis_code",
        """
        Diagnosis: «E11.9», ICD-10 code «J45.909», dx «F32»
        Section A10, vitamin B52, route A10.1, version V12.3
        """);
  }

  @Test
  void recordNumbers() {
    DetectorCases.check(
        "medical.record_number",
        """
        MRN: «00482913», medical record number «A-448812», patient ID is «PT99812»
        MRN unknown, order 12345678
        Hospital No. «448210», patient record number «A-448210», MRN «448 210 11»
        {"patient_id": "«8841220»"}
        """);
  }

  @Test
  void deaNumbers() {
    DetectorCases.check(
        "medical.dea_number",
        """
        DEA number «AB1234563», DEA: «BS9876547»
        DEA AB1234564 has a wrong check digit
        order AB1234563
        """);
  }

  @Test
  void insuranceMembers() {
    DetectorCases.check(
        "medical.insurance_member",
        """
        Member ID: «XYZ123456789», health plan number «W1234-56789»
        policy number is «HP-4471982»
        member since 2011, insurance policy of the firm
        insurance member ID is «ABC 998 112 333», {"insurance_id":"«HPN-55120938»"}
        car insurance policy 88123, home insurance policy number 991288
        """);
  }

  @Test
  void licences() {
    DetectorCases.check(
        "medical.license",
        """
        medical license number «MD-448812», medical licence: «A1234567»
        driver license D1234567
        """);
  }

  @Test
  void numbersWhoseWordStandsBehindOrALineBefore() {
    DetectorCases.check("medical.insurance_member", "«W814221286» is my subscriber ID");
    DetectorCases.check("medical.insurance_member", "member_id\\n«JJP284414159»");
    DetectorCases.check(
        "medical.insurance_member", "my member ID is on the card, order W814221286");
    DetectorCases.check("de.telematik_id", "Gesundheits-ID: «10-29936919», eHBA «1-8927762654»");
    DetectorCases.check("de.telematik_id", "die «5-2-15484869» ist meine Telematik-ID");
    DetectorCases.check("de.telematik_id", "the range 10-29936919");
    DetectorCases.check("medical.dea_number", "the DEA asks on a form. Order number AB1234563");
  }
}
