package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords as people write them, in many languages and with marks that code has. */
class PasswordSentencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Das Passwort lautet «Sommer2024!»",
        "Mein Passwort ist «kJ8pQ7Lm»",
        "Das Kennwort ist «Wald&Wiese7»",
        "le mot de passe est «Soleil2024»",
        "la contraseña es «Verano2024!»",
        "la password è «Estate2024!»",
        "a senha é «Verao2024!»",
        "het wachtwoord is «Zomer2024!»",
        "passordet er «Sommer2024!»",
        "lösenordet är «Sommar2024!»",
        "adgangskoden er «Sommer2024!»",
        "salasana on «Kesa2024!»",
        "hasło to «Lato2024!»",
        "şifre: «Yaz2024!»",
        "şifrem «Yaz2024!» olarak ayarlandı",
        "密码是«Summer2024!»",
        "パスワードは «Summer2024!» です",
        "비밀번호는 «Summer2024!» 입니다",
        "password changed from «Winter2023!» to «Summer2024!»",
        "Passwort von «Winter2023!» auf «Sommer2024!» geändert",
        "password: «abc/def9\\\\ghi;jk»",
        "password: «kJ8<pQ7(Lm2»",
        "password: «x7'Qm[9Lk2»",
        "password=«$ecret/Pa55»",
        "password: «/winter/2026»",
        "{\"password\":\"«correct horse battery staple»\"}",
        "password = \"«blue Tractor 47 lake»\"",
        "curl -u :«pw4711x» https://host/",
        "mysql -uroot:«pw4711x» shop",
        "ada@example.com:«Winter2026!»",
        "password|«correct horse battery staple»",
        "log in with the password «Heron(marsh)7» please",
        "Le mot de passe du serveur est «Noyer/Lac\\52», merci",
        "La password del server è «Pino&Mare[3]», l'utente è admin.",
        "Hasło do panelu to «Wilk{4}rzeka», login: biuro",
        "Passordet mitt er «skog;Elg_6», husk det.",
        "Lösenordet är «Tallkotte'44» nu",
        "Heslo k wifi je «Jelen/les9», prosím.",
        "サーバーのパスワードは«Sakura/ame<8»です。",
        "Kennwort: «B<aum>Frosch5»",
        "pwd=«Heron(bay)3» code=49",
        "wget --password=«Heron[egg]2» ftp://host/",
        "The wifi password used to be «Winter2023!»",
        "我把密码从«zhuzi2020»改成了«zhuzi2021!»。",
        "Zmieniłem hasło z «kaktus51» na «kaktus52»",
        "Пароль от почты: «Снегирь!2045»",
        "His passphrase is \"«seven damp otters ride north»\" since May",
        "Passwort von \"«Birk hahn 1»\" auf \"«Birk hahn 2»\" geändert",
        "ALTER ROLE reader WITH PASSWORD '«Moor\"hen 5»'",
        "setx SMTP_PASSWORD \"«wet pebble 40!»\"",
        "password: '«B!ttern\\'s reed»', port: 5432",
        "{\"pwd\":\"«Heron\\\\crest\\\"5»\"} was refused",
        "{\"body\":\"{\\\"password\\\":\\\"«Her\\\\\\\"on{4»\\\",\\\"a\\\":1}\"}",
        "string pwd = @\"«Heron\\wing\"\"3»\";",
        "<w:Password Type=\"#PasswordText\">«Heron;storm]2»</w:Password>",
        "variable \"db_password\" {\\n  type = string\\n  sensitive = true\\n  default = \"«Heron(tree)1»\"\\n}",
        "sqlcmd -S host -P \"«Heath er$Moor8»\" -Q x"
      })
  void passwordsAreFound(String line) {
    DetectorCases.check("secret.generic_password", line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":\"Enter your password\"}",
        "\"password\": \"Must be at least 8 characters\"",
        "\"password\": \"the password of the user\"",
        "password: /run/secrets/db1",
        "password: $HOME/keys/db1",
        "password: vault:secret/data/app#key1",
        "password: getPassword(user1)",
        "password: https://vault.example.com/v1",
        "password: ./conf/pass1.txt",
        "docker run -u 1000:1000 image",
        "docker run -u app:app image",
        "git clone git@host.example.com:team7/repo",
        "scp ada@host.example.com:file7.txt .",
        "the password on the door of room 2024",
        "Write to EMAIL_GYFGH6 or call PHONE_SB21A6; account IBAN IBAN_WX9JKS, login to EMAIL_CV9087",
        "the account is set to MAX_HEAP2 now",
        "the password from the file is read at start",
        "password: call(args1)[0];next2()",
        "password=list[0]",
        "<p>Password: Hint<br>Step55</p>",
        "<input type=\"password\" placeholder=\"x\">Forgot1234</a>",
        "<input name=\"csrf_token\"><input type=\"password\">",
        "{\"password\":\"{password}\"}",
        "the password is \"too short for this account\""
      })
  void whatOnlyTellsOfPasswordsIsLeft(String line) {
    DetectorCases.check("secret.generic_password", line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://«app:Gr33n%40Tree»@db.example.com/x",
        "amqp://«svc:pa/ss77»@mq.example.com",
        "https://example.com:8080/a@b",
        "http://host:name/x"
      })
  void passwordsOfUrlsAreFoundWhole(String line) {
    DetectorCases.check("url_credentials", line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed phrase: «legal winner thank year wave sausage worth useful legal winner thank yellow»",
        "My recovery phrase is «letter advice cage absurd amount doctor acoustic avoid letter advice cage above»",
        "a mnemonic is a word that helps to remember: one for each thing that you want to keep"
      })
  void seedPhrasesAreFound(String line) {
    DetectorCases.check("secret.seed_phrase", line);
  }
}
