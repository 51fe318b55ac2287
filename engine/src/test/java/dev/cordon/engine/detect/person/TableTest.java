package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cell is what its column's name says, in CSV and in SQL, in several languages. */
class TableTest {
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          person_name#id;vorname;nachname\\n1;«Ilse»;«Vandeputte»\\n2;«Bram»;«Oduya»
          person_name#imię;nazwisko;pesel\\n«Zbyszko»;«Wrona»;90010112345
          person_name#nombre;apellidos;dni\\n«Quilla»;«Mamani Quispe»;12345678A
          pl.pesel#imię;nazwisko;pesel\\nZbyszko;Wrona;«90010112345»
          us.ssn#id,first_name,ssn\\n1,Tamika,«219099998»\\n2,Bram,«219099997»
          phone_number#id,mobil\\n1,«91345678»
          phone_number#nombre;movil\\nQuilla;«644 219 078»
          date_of_birth#Name\\tGeb.\\nIlse Vandeputte\\t«18.6.1981»
          date_of_birth#氏名,生年月日\\n水島 遼太,«1987/04/12»
          secret.generic_password#login;pass;role\\nmona;«Shoveler!8»;admin
          # parts of addresses under their own names amid other text
          postal_address#It was {"id":1,"street":"«Am Erlenbruch 7b»"} then
          postal_address#UPDATE c SET id=1, strasse='«Am Erlenbruch 7b»' WHERE id=4
          postal_address#<a:street>«Am Erlenbruch 7b»</a:street>
          postal_address#street = "Blue and green", via: "mail 7"
          # elements with a namespace
          person_name#<c:FirstName>«Wilhelmina»</c:FirstName><c:LastName>«Tjaarda»</c:LastName>
          person_name#INSERT INTO c (id, first_name, last_name) VALUES (1, '«Tamika»', '«Oduya»'), (2, '«Bram»', '«O''Dell»');
          phone_number#insert into `kunde` (id, mobil) values (17, '«91345678»'), (18, '«41345678»')
          secret.generic_password#INSERT INTO users (login, password) VALUES ('kim', '«correct horse battery staple»')
          secret.generic_password#pkcs7,\\nlogin,\\npasswd,\\npkcs12,\\nx509
          # mysqldump: the columns stand in the CREATE TABLE alone
          person_name#CREATE TABLE `customers` (\\n  `id` int(11) NOT NULL,\\n  `first_name` varchar(50) DEFAULT NULL,\\n  `last_name` varchar(50),\\n  `sum` decimal(10,2),\\n  PRIMARY KEY (`id`)\\n) ENGINE=InnoDB;\\nINSERT INTO `customers` VALUES (1,'«Tamika»','«Oduya»',10.50),(2,'«Bram»','«O\\'Dell»',NULL);
          person_name#CREATE TABLE part (id int, last_name text);\\nINSERT INTO other VALUES (1, 'Tamika');
          # pg_dump
          person_name#COPY public.customers (id, first_name, last_name, ssn) FROM stdin;\\n1\\t«Tamika»\\t«Oduya»\\t219099998\\n2\\t«Bram»\\t«Skogstjern»\\t\\N\\n\\.\\n\\n1\\tBlue\\tGreen
          us.ssn#COPY public.customers (id, first_name, ssn) FROM stdin;\\n1\\tTamika\\t«219099998»\\n\\.\\n
          us.ssn#COPY c (first_name, ssn) FROM STDIN WITH (FORMAT csv);\\nTamika,«219099998»\\n\\.\\n
          person_name#INSERT INTO public.c (id, last_name) OVERRIDING SYSTEM VALUE VALUES (1, '«Oduya»');
          # SQL Server's scripts
          person_name#INSERT [dbo].[Customers] ([Id], [FirstName], [LastName]) VALUES (1, N'«Tamika»', N'«Oduya»')
          phone_number#INSERT [dbo].[Customers] ([Id], [Phone]) VALUES (1, N'«91345678»')
          # calls, comments, other statements
          person_name#INSERT INTO c (first_name, last_name) VALUES (UPPER('«Tamika»'), /* rest */ CONCAT('«Oduya»', '-')) -- x\\n, ('«Bram»', TRIM('«Skog»'));
          person_name#REPLACE INTO c (id, first_name) VALUES (1, '«Tamika»'); INSERT OR IGNORE INTO c (first_name) VALUES ('«Bram»')
          # keywords stand without quotes
          person_name#INSERT INTO c (id, first_name, last_name) VALUES (1, NULL, '«Oduya»'), (2, DEFAULT, null), (3, '«Bram»', CURRENT_USER), (4, TRUE, False), (5, NULL::text, /* none */ NULL)
          person_name#CREATE TABLE c (id int, last_name text);\\nINSERT INTO c VALUES (1, CURRENT_DATE), (2, Session_User), (3, NULL)
          person_name#INSERT INTO c (id, last_name) VALUES (1, '«Null»')
          secret.generic_password#INSERT INTO users (login, password) VALUES ('kim', DEFAULT), ('bo', NULL)
          # Excel's exports and others: doubled quotes, breaks in cells, ragged rows
          person_name#id,first_name,note,last_name\\n1,«Tamika»,"said ""hi"", left",«Oduya»\\n2,"«Bram»","two\\nlines",«Skogstjern»\\n3,«Ilse»\\n4,«Zbyszko»,,«Wrona»
          person_name#id;vorname;nachname\\n1;«Ilse»;«Vandeputte»;extra\\n2;«Bram»;«Oduya»\\n\\nPlease check, then Reply; Thanks
          person_name#sep=;\\n"Vorname";"Nachname"\\n"«Ilse»";"«Vandeputte»"
          person_name#id, first_name, last_name\\n1, «Tamika», «Oduya»\\nAbove all, Blue is it
          # prose below a head, and tables of parameters
          person_name#first_name,last_name\\n«Tamika»,«Oduya»\\nThe code, however, works
          person_name#first_name,last_name\\nThe code, however, works
          person_name#first_name,last_name\\n\\nThanks, Best regards
          person_name#first_name,last_name\\nThanks, Best regards
          person_name#first_name,last_name\\nRequired,String\\n«Tamika»,«Oduya»
          person_name#| last_name | Value |\\n|---|---|\\n| Type | String |\\n| Required | Yes |
          us.ssn#id,ssn,city\\n1, «219099998», Lyon\\n2, «219099997», Lyon
          us.ssn#first_name,ssn\\n, «219099998»\\nTamika, «219099997»
          person_name#first_name,last_name\\n«Tamika», «Van der Berg»\\n«Tamika»,«Required»
          # names of columns that products have, too
          person_name#navn;pris\\n"Fjellbris";100
          person_name#INSERT INTO produits (id, nom, prix) VALUES (1, 'Ilse', 10)
          person_name#nom;ville;téléphone\\n«Mamani»;Lyon;0612345678
          payment_card.expiry#lot;exp\\nA17;12/27
          payment_card.expiry#card_number;exp\\n4111111111111111;«12/27»
          person_name#INSERT INTO part (id, model) VALUES (1, 'Tamika')
          person_name#INSERT INTO c (id, last_name
          """)
  void aCellIsWhatItsColumnSays(String type, String table) {
    DetectorCases.check(type, table);
  }
}
