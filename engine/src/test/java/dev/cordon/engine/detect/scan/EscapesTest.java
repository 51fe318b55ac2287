package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What JSON, forms, URLs and HTML write as escapes is read as the characters that it stands for.
 */
class EscapesTest {
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          person_name|name=«Grace+Hopper»&city=Oslo
          person_name|name=«J%C3%BCrgen+M%C3%BCller»&page=2
          person_name|full_name=«Kari%20Nordmann»&x=1
          person_name|{"name":"«J\\u00fcrgen M\\u00fcller»"}
          person_name|Name: «J&uuml;rgen M&uuml;ller»
          email_address|Contact: «kari&#64;example.no»
          email_address|Contact: «kari&#x40;example.no»
          email_address|email=«kari%40example.no»&x=1
          phone_number|<td>+47&nbsp;913&nbsp;45&nbsp;67</td>
          phone_number|<td>Phone</td><td>«+47&nbsp;913&nbsp;45&nbsp;678»</td>
          phone_number|phone=«%2B4791345678»&x=1
          us.ssn|ssn=«536%2D22%2D8765»&x=1
          us.ssn|SSN «536&#45;22&#45;8765» of hers
          us.ssn|SSN «536&#8209;22&#x2011;8765» of hers
          us.ssn|SSN «536&ndash;22&ndash;8765» of hers
          phone_number|Phone: «+47&thinsp;913&thinsp;45&thinsp;678»
          person_name|Name: «J&uuml;r&shy;gen M&uuml;ller»
          payment_card|card=«%34%31%31%31%31%31%31%31%31%31%31%31%31%31%31%31»&x=1
          payment_card|card=«4111+1111+1111+1111»&x=1
          payment_card|card=«4111%201111%201111%201111»&x=1
          phone_number|phone=«%2B47+913+45+678»&x=1
          phone_number|phone=«+47+913+45+678»
          ip_address|host=«10%2E20%2E30%2E40»&x=1
          date_of_birth|dob=«1980%2F02%2F17»&x=1
          email_address|email=«kari%2Enordmann%40example%2Eno»&x=1
          person_name|{\\"name\\":\\"«J\\\\u00fcrgen M\\\\u00fcller»\\"}
          person_name|{"a":"Name: «J\\\\\\\\u00fcrgen M\\\\\\\\u00fcller»"}
          email_address|Content-Transfer-Encoding: quoted-printable\\n\\nWrite to «kari=40example.no» or «ka=\\nri@example.no»
          person_name|Content-Transfer-Encoding: Quoted-Printable\\n\\nName: «J=C3=BCrgen M=C3=BC=\\nller»
          person_name|Name: «J=C3=BCrgen M=C3=BCller»
          email_address|int kari=40example.no; width=40px, a=\\nb@x
          payment_card|sum=1+2+3+4+5+6+7+8 x=12+34 %30d %2D %3 =4 =
          us.ssn|536%2D22 and 8%2D7
          person_name|a = b+c && d&e; x %20 100% &unknown; &#xFFFFFFFF; %C3 %
          url_personal_query|https://x.example/u?name=«Ada%20Lovelace»&tab=1
          """)
  void anEscapeStandsForItsCharacter(String type, String line) {
    DetectorCases.check(type, line);
  }
}
