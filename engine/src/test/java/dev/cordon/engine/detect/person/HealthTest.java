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
  void medicines() {
    DetectorCases.check(
        "medical.medication",
        """
        She was prescribed «metformin» 500 mg twice daily and «Lipitor».
        He takes «lisinopril» for his heart; dose: «zofenopril» 30 mg
        «Ozempic» was prescribed to the patient
        The price of aspirin stock rose. The statin market
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
}
