package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.detect.DetectorCases;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Names of persons by the lists, by what stands around them, and by repetition. */
class PersonNameTest {
  private static final String TYPE = "person_name";

  @Test
  void grammar() {
    DetectorCases.check(
        TYPE,
        """
        The report by «Jane Doe» is late.
        We met «John Q. Adams» and «J. R. Smith» there.
        The keynote: «Robert Downey Jr.» and «William Gates III».
        It was «Sinéad O'Connor» who sang, «Ronald McDonald» who laughed.
        The painter «Vincent van Gogh» and the writer «Simone de Beauvoir» never met.
        Ask «Jean-Pierre Martin» or «Anna Smith-Jones» tomorrow.
        The accused is «JOHN SMITH», born in Leeds.
        «Smith, John» appears first in the register
        «Thabo Mbekiwane» wrote the minutes.
        That is «Jane»'s desk, not «Peter»'s.
        The minister is «Jörg Müller», his deputy «Søren Åkesson».
        """);
  }

  @Test
  void cues() {
    DetectorCases.check(
        TYPE,
        """
        Mr. «Price» and Mrs «Young» met Dr. «Long» and Prof. «Xyloph»
        Herr «Obermaier» traf Frau «Kaltenbrunner»
        Dear «Xiulan», the parcel is here
        my name is «jane doe» and i need help
        My name is «Qwabe Zuma»
        I'm «Emily», the new lead
        the rest follows\\nBest regards,\\n«Zorica»\\nSales
        Name: «Jane Doe»\\nPatient: «Alan Zorbas»
        {"first_name": "«Torvald»", "customer_name": "«Ada Zimmer»"}
        «Zoltan Xantos» <zx@example.com>
        customer_name|«Тарас Шевченко»
        last_name|«Quux»
        author|«Jane Doe»
        author|the committee
        name|payment-service
        """);
  }

  @Test
  void noNames() {
    DetectorCases.check(
        TYPE,
        """
        May I ask whether Mark Down will grant Hope in June or August?
        Will you bill the customer in Austin, Texas or in Georgia?
        Dear Customer, Dear Sir or Madam, Hi Team, Hello World, Hi there
        Morgan Stanley, Wells Fargo, Johnson & Johnson, Ford Motor Company, JPMorgan Chase
        Stanford University, Lincoln Center, Johns Hopkins Hospital, St. Mary Church, San Jose
        Jenkins builds it, Kafka carries it, Django serves it, Jackson parses it, Maven resolves it
        The Travis build uses Ruby, Julia, Pascal and Ada; Oracle and Tesla paid for it
        class Martin extends Thomas { Peter.call(); new Susan(); } // see com.acme.Robert
        import org.apache.felix.Felix; Laura::run; $Peter @Karen #Linda Emily_id Jessica2
        The Fourier transform, the Gauss algorithm, the Turing test and Moore's law
        const firstName = getFirstName(); String lastName; first_name: string
        User name: admin, File name: Report, Class name: Customer
        Monday, April Fools' Day, the Easter Monday of March
        """);
  }

  @Test
  void greetingsAndNounsThatAreWrittenAsNames() {
    DetectorCases.check(
        TYPE,
        """
        Olá, tudo bem? Olá! Bom dia
        Olá «Maria», Salut «Pierre», Cześć «Anna», Merhaba «Ahmet»
        «Ola Nordmann» ringte.
        Der Mann ging nach Hause. Den Koch kenne ich.
        250 g Mehl, 2 EL Butter, 500 ml Sahne
        Grant approved by the board
        Le Mans is a race; we sailed round Cape Horn
        """);
  }

  @Test
  void findsANameAgainInLaterTexts() {
    Scanner.Session session = Scanners.standard().newSession();
    assertEquals("", names(session, "The Okonjowe was late."));
    assertEquals("Jane Okonjowe", names(session, "We hired Jane Okonjowe."));
    assertEquals("Okonjowe", names(session, "Then the Okonjowe was late."));
    assertEquals("", names(Scanners.standard().newSession(), "Then the Okonjowe was late."));
  }

  @Test
  void findsANameBeforeTheTextSaysWhoItIs() {
    Scanner.Session session = Scanners.standard().newSession();
    assertEquals(
        "Okonjowe,Jane Okonjowe", names(session, "Call Okonjowe back. (Jane Okonjowe, sales)"));
  }

  @Test
  void smallLettersInChatsOfOtherLanguages() {
    DetectorCases.check(
        TYPE,
        """
        der «thorsten» meinte das passt, frag «sabine», hab mit andreas telefoniert
        dis à «kevin» que «sophie» a les clés, merci «manon»
        dile a «paco» que «lucia» quiere ir con lucas
        ciao «giulia», hai sentito «matteo»?
        fala com «wesley», a «fernanda» disse que vem
        heb net met joost gebeld, «marieke» komt later
        «kasia» mówi że tak; takk «ingrid»
        ring meg i morgen, hans kommer med tom flaske, con mia madre, met anders dan
        ella dice que no, mia sorella arriva, con luz y con gracia
        mit maven und con docker, met node en avec gradle; ring buffer, pan fry
        """);
  }

  @Test
  void smallLettersBehindTitlesAndInitials() {
    DetectorCases.check(
        TYPE,
        """
        mrs «whitmore» is here, mr «anthony blake» left, dr «fairbanks» said ok
        frau «lindner» kommt, mme «durand» aussi
        closed by «s. patel»
        @«josh» can you review, @charset and @media
        deploy@josh is a host
        mr merge request, dr backup, the pan fry, sr. role, 5 ms long
        """);
  }

  @Test
  void smallLettersInChats() {
    DetectorCases.check(
        TYPE,
        """
        please add «rebecca», «tomasz» and «hannah» to the channel
        ask «fiona» or «derek» about it; «sarah» said no
        ask claude_client, tell peter.parker(), call marco=1
        ping the server, add amber text, call will fail
        """);
  }

  @Test
  void columnsOfTables() {
    DetectorCases.check(
        TYPE,
        """
        last_name,first_name,city\\n«Okonkwo»,«Adaeze»,Lagos\\n«Xqzzy»,«Maria»,Malmo
        id;surname\\n1;«Van der Zyl»\\n2;«O'Neil»\\nthat; is; all
        "id","Last Name"\\n"1","«Zyl»"\\n"2","n/a"\\n"3","«Brown»"\\nBrown rice
        | Last name | Age |\\n|---|---|\\n| «Okonkwo» | 31 |
        id\\tlast_name\\n1\\t«Zyl»
        SELECT last_name, total FROM t\\nTotal, Sum
        f(last_name, total)\\nTotal, Sum
        """);
  }

  @Test
  void neighboursThatTell() {
    DetectorCases.check(
        TYPE,
        """
        <LastName>«Okafor»</LastName>
        {"lastName":"«Xqzzy»"}
        @«Dmitri» can you look, @Override public
        «Ji-woo Park» and «Fatima al-Sayed» met «Stelios Papadakisz Jr.»
        Nurse «Patel» is in, the Anderson account, King's College, St. Mary's Hospital
        Backup and DR Service\n«Goodwin, Harriet J.» of Goodwin Stokes LLP
        """);
  }

  @Test
  void namesOfManyOrigins() {
    DetectorCases.check(
        TYPE,
        """
        We hired «Siobhan Gallagher», «Thandiwe Nkosi», «Łukasz Kowalczyk» and «Şule Yıldız».
        The plant is run by «Nguyễn Thị Hương» and «Rajeev Subramanian».
        «KOBAYASHI Haruka» and «Choi Min-seo» sent «Yamaguchi»-san the plan.
        The report of «Ricardo Dos Santos» and «Lena Van Dyke» was read by «GAVIN McALLISTER».
        Minutes by «Q. Brixworthy»; chaired by «C. de Vaalsen»
        The bill was paid by «Emma K.»
        "«Ho, Winnie»";12
        """);
  }

  @Test
  void titlesAndOffices() {
    DetectorCases.check(
        TYPE,
        """
        Dear Dr. «Pettibone», Hello Mrs. «Quillfeather»,
        Thank you, Senator «Brixworth», for your time.
        President «Varnakov» met Lady «Arabella Quince»; Director «Helen Marsh» agreed.
        President of the Board, Lord Mayor, Chief Executive
        """);
  }

  @Test
  void ordinaryWordsAmongWordsOfPersons() {
    DetectorCases.check(
        TYPE,
        """
        I met with «Grace Park» and «Bill Hope» on Monday; they asked «Li Na» to join; «Li Wei» left.
        «Frank Ogundare» apologised. It was drafted by «Rose Hill».
        Hyde Park, Grace Park Avenue, Rose Hill Station, the bill of hope
        In Victoria Park and Jordan Hill the grass is green.
        """);
  }

  @Test
  void namesOfScriptsWithoutCapitals() {
    DetectorCases.check(
        TYPE,
        """
        اتصلت «فاطمة» صباحا
        قالت و«فاطمة» موافقة
        وصل «يوسف العتيبي» متأخرا
        هو ضيف كريم مع الجار
        מחר «איתמר» מגיע
        הספר של«איתמר» אבד
        कल «राजेश» आएगा
        เมื่อวาน«สมชาย»ไปตลาด
        昨日«佐藤美咲»が来た
        昨日«佐藤　美咲»が来た
        어제 «김민준»이 왔다
        공동현관 비밀번호
        안녕하세요, «김민지»입니다. «박서연»인데요
        담임 선생님께 전해 주세요
        """);
  }

  @Test
  void namesOfThings() {
    DetectorCases.check(
        TYPE,
        """
        The James Webb Space Telescope, the Herman Miller chair, the Rosetta Stone
        Camp David, Avis and Hertz, Ann Arbor, Ben Nevis, São Paulo, Buenos Aires, Cyclone Tracy, Jack Daniel's
        Wed Jan 9, (Fri Sat Sun), Easter and Autumn, Bloody Mary and Granny Smith
        """);
  }

  @Test
  void discoverersGiveTheirNamesToThings() {
    DetectorCases.check(
        TYPE,
        """
        5 g of agar in each Petri dish, then the Diels-Alder reaction; draw an Ishikawa diagram
        A Welch t-test and a Kruskal-Wallis H of 8.41, by Kirchhoff's laws and the Stefan-Boltzmann law
        Il teorema di Ruffini e la legge di Stefan-Boltzmann sono nel capitolo 3.
        Anjou pears, William pears and Anna potatoes
        Konrad Adenauer Stiftung, Theodor Heuss Brücke
        The vessel Anna Maersk, the MV Charlotte Schulte and the MV Helena left port.
        The dish of «Anna Kowalski» was good, and Ms «Sandra Ruffini» agrees.
        """);
  }

  @Test
  void brandsWithTitles() {
    DetectorCases.check(
        TYPE,
        """
        Mr Muscle Drain Gel, Captain Morgan Spiced Gold, Uncle Ben's rice
        Mr «Muster» and uncle «Ben», Captain «Sarah Morgan»
        """);
  }

  @Test
  void daysAndMonthsInARow() {
    DetectorCases.check(
        TYPE,
        """
        Mandag Tirsdag; Maanantai Tiistai; Január Február Március Április Május Június Július
        Enero Abril Mayo Julio Agosto; Gennaio Aprile Maggio; Luty Marzec Kwiecień; Tammikuu Helmikuu
        Written by «April Kowalski» and «Julio Fernández»
        """);
  }

  @Test
  void departmentsSignLetters() {
    DetectorCases.check(TYPE, "Mit freundlichen Grüßen, Abteilung Einkauf");
    DetectorCases.check(TYPE, "Med vänliga hälsningar\nAvdelning Inköp");
    DetectorCases.check(TYPE, "Saludos, Departamento de Ventas");
    DetectorCases.check(TYPE, "Mit freundlichen Grüßen\n«Sabine Einkäufer»");
  }

  @Test
  void labelsAreNoValuesOfLabels() {
    DetectorCases.check(
        TYPE,
        """
        {"vorname":"Vorname","nachname":"Nachname","cognome":"Cognome","etternavn":"Etternavn"}
        {"vorname":"«Jannik»","nachname":"«Oberhuber»"}
        """);
  }

  private static String names(Scanner.Session session, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Findings findings = new Findings();
    session.scan(bytes, 0, bytes.length, "", findings);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < findings.size(); i++) {
      if (findings.type(i).id().equals(TYPE) && findings.confidence(i) >= 50) {
        int start = findings.start(i);
        names.append(names.length() == 0 ? "" : ",");
        names.append(new String(bytes, start, findings.end(i) - start, StandardCharsets.UTF_8));
      }
    }
    return names.toString();
  }
}
