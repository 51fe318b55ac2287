package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

/** One finding covers an address from house number to postal code, over commas and line ends. */
class PostalAddressTest {
  @Test
  void addresses() {
    DetectorCases.check(
        "postal_address",
        """
        Ship to «123 Main Street, Apt 4B, Springfield, IL 62704» today
        I live at «742 Evergreen Terrace, Springfield, OR 97403».
        Office: «1600 Pennsylvania Avenue NW, Washington, DC 20500»
        «350 5th Ave, New York, NY 10118-0110» is the site
        He moved to «221B Baker Street, London NW1 6XE» in May
        Our address is «10 Downing Street, London, SW1A 2AA».
        «4 Privet Drive\\nLittle Whinging\\nSurrey\\nGU21 4AB»
        Send it to «PO Box 1234, Austin, TX 78701» please
        «Storgata 15, 0184 Oslo» er adressen
        Adresse: «Hauptstraße 12, 10115 Berlin»
        Besuchen Sie uns: «Karl-Marx-Allee 33a, 10178 Berlin»
        «Am Markt 5, 28195 Bremen»
        Nous sommes au «12 rue de la Paix, 75002 Paris» depuis
        «5 bis avenue des Ternes, 75017 Paris»
        «Calle Mayor 5, 28013 Madrid»
        «Via Roma 10, 00184 Roma»
        «Drottninggatan 71, 111 36 Stockholm»
        «Bredgade 25, 1260 København»
        «Karl Johans gate 12, 0154 Oslo»
        «Prinsengracht 263, 1016 GV Amsterdam»
        from «Springfield, IL 62704» by mail
        postcode: «SW1A 1AA», please
        He lives at «55 Elm St.» near the school
        «500 Oak Ridge Drive, Suite 200, Denver, Colorado 80202»
        «2500 Broadway, Santa Monica, CA 90404»
        «100 King St W, Toronto, ON M5X 1A9»
        """);
  }

  @Test
  void codesAtTheEndAndStreetsOfTwoWords() {
    DetectorCases.check(
        "postal_address",
        """
        Handed to a child at «12 Orchard Close, Llanelli SA14», aged about nine
        «Mannerheimintie 4 A 12, 00100 Helsinki» on uusi osoite
        Ich wohne jetzt «Stettiner Ring 44, 10115 Berlin»
        """);
  }

  @Test
  void doorsAndStoreys() {
    DetectorCases.check(
        "postal_address",
        """
        Wien: «Währinger Straße 88/14, 1180 Wien»
        Our Polish entity: «ul. Krucza 16/22, 00-526 Warszawa»
        Send it to «Via A. Manzoni 9/C, 20121 Milano» and «Havenkade 3-II, 1013 AA Amsterdam».
        «Nørrebrogade 44, 2. tv, 2200 København» or «Calle Sol 3, 2º A, 28004 Madrid»
        Helsinki: «Kauppakatu 12 B 7, 00170 Helsinki»
        Deliver to «Unit 6/18 Chapel Street, Prahran VIC 3181»; «GPO Box 77, Hobart TAS 7001»
        The flat at «14 Piccadilly, Manchester M1 1LY» is let.
        «Rua do Carmo, 51, Lisboa - LX, 1200-093»
        Firma Holz\\n«Sonnenpark 4\\nA-5020 Salzburg»
        """);
  }

  @Test
  void publishersInTheHeadsOfSourceFiles() {
    DetectorCases.check(
        "postal_address",
        """
        write to the Free Software Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301 USA
        Please contact Oracle, 500 Oracle Parkway, Redwood Shores, CA 94065 USA
        He lives at «53 Franklin St, Boston, MA 02110».
        """);
  }

  @Test
  void noAddresses() {
    DetectorCases.check(
        "postal_address",
        """
        In 2020 Wall Street fell by 10 percent
        20 Wall Street Journal readers
        3 people on the street said 5 things
        Take 2 tablets, 500 mg drive slowly
        The gate 12 closes, delegate 5, Aggregate 10
        version 12, 10115 requests in 2021, 4096 Bytes
        See section 3, 2019 Report and page 12, 1999 Edition
        chapter 4, 10000 Users were created
        RFC 2616, 1999 Fielding
        Java 8, 2014 Oracle
        port 8080, Host 12, 8080 Server
        Take Highway 1 north, then Highway 101
        Il y a 14 rue piétonnes
        It takes 30 Place settings
        You need 2 Square metres of tile
        2 Lane road closed today
        Error 404 Page Lane, Berlin Ring 3, 2021, Spark 4, 2014
        """);
  }

  @Test
  void datesSizesAndScoresAreNone() {
    DetectorCases.check(
        "postal_address",
        """
        The review is moved to Thursday, 14 November, 10:30, and the meeting moved to 14 November.
        Der Termin wurde auf Donnerstag, 14. November verlegt, we moved to «14 August Lane, York»
        Flat Spring 12 cm, Washer Spring 8 mm;60;pc
        MTU 1500, VLAN 100-199, AS64512
        Nottingham Forest 0 West Ham 2
        """);
  }

  @Test
  void townsAndCodesInSmallLetters() {
    DetectorCases.check(
        "postal_address",
        """
        send it to «48 larkfield crescent, leeds ls8 3pq» thanks
        my address is «1650 pine hollow rd charlotte nc 28277»
        «77 prospect ave brooklyn ny 11215»
        i live at «2217 w cedar st apt 4 boise id 83702» since may
        i live at «12 oak street» good it 12345
        """);
  }

  @Test
  void sidesOfStreetsAndColombianStreets() {
    DetectorCases.check(
        "postal_address",
        """
        from «23 Merrion Sq South, Dublin 2, D02 XK91»
        she lives at «5 Anglesea Road Lower, Galway»
        «Cra 15 # 93-47, Bogotá»
        """);
  }

  @Test
  void postalCodesUnderTheirName() {
    DetectorCases.check("postal_address", "my UK postcode is «cf10 1ep», can you help?");
    DetectorCases.check("postal_address", "post_code=«CB21TN»");
    DetectorCases.check("postal_address", "«m1 1ae» is the post code, «EH1 1YZ» the other");
    DetectorCases.check("postal_address", "postal code: «A5K2B9» or «A5K 2B9»");
    DetectorCases.check("postal_address", "Meine PLZ lautet «50667», danke");
    DetectorCases.check("postal_address", "Können Sie «10115» als Postleitzahl eintragen?");
    DetectorCases.check("postal_address", "postcode VX1 1AA, QQ1 1AA or SW1A 1CI");
    DetectorCases.check("postal_address", "postal code D1A 1A1, W1A 1A1, A1A 1O1");
    DetectorCases.check("postal_address", "part M11AE, serial m11ae, SKU EC1A 1BB, A5K2B9");
  }
}
