package dev.cordon.engine.detect.secret;

import static dev.cordon.engine.detect.secret.FormSamples.fill;

import dev.cordon.engine.detect.DetectorCases;
import org.junit.jupiter.api.Test;

/** Secrets with a form of their own. The values are made at run time: see {@link FormSamples}. */
class SecretPackTest {
  @Test
  void awsKeysAreFoundAndTheSecretBehindThem() {
    DetectorCases.check(
        "secret.aws_access_key",
        fill("key=«AKIA%T16» AKIA{%T16}X xAKIA%T16 AKIAIOSFODNN7EXAMPLE AKIAXXXXXXXXXXXXXXXX"));
    DetectorCases.check(
        "secret.aws_secret_key",
        fill(
            """
            AKIA%T16:«%a20/%a19»
            AKIA%T16\\n«%a20+%a19»
            new BasicAWSCredentials("AKIA%T16", "«%a20/%a19»")
            aws_secret_access_key = «%a20/%a19»
            AKIA%T16 and the commit %h40
            "AWSPolicies": "arn:aws:iam::aws:policy/AmazonSageMakerHyperPodObservability"
            """));
  }

  @Test
  void aKeyOfAnotherLengthThanItsProviderGivesIsNone() {
    DetectorCases.check("secret.github_token", fill("«ghp_%a36» ghp_%a35 ghp_%a12 ghp_short"));
    DetectorCases.check(
        "secret.anthropic_api_key",
        fill(
            """
            see «sk-ant-api03-{%b93}AA», «sk-ant-oat01-%b95»
            see sk-ant-api03-{%b92}AA
            see sk-ant-api03-%b96
            see sk-ant-api03-%b40, sk-ant-%a9 or sk-ant-xxxxxxxxxxxxxxxxxxxxxxxx
            """));
    DetectorCases.check(
        "secret.openai_api_key",
        fill(
            """
            see «sk-proj-%b74T3BlbkFJ%b74», «sk-%a20T3BlbkFJ%a20»
            see sk-proj-%b73T3BlbkFJ%b74
            see sk-proj-%b24, sk-proj-%a9, sk-proj-...
            """));
    DetectorCases.check(
        "secret.sk_key",
        fill(
            """
            see «sk-%a32», «sk-%a48», task-force-one-is-here sk-someNameOfAVariableInCode
            see sk-%a19T3BlbkFJ%a20
            see sk-%a20T3BlbkFJ%a21
            """));
    DetectorCases.check(
        "secret.slack_token",
        fill(
            """
            «xoxe-1-%u146», xoxe-1-%u145
            «xoxb-%d12-%d13-%a24», xoxb-%d12-%d13
            """));
  }

  @Test
  void aKeyThatWasCutIsFoundWhereTheTextCallsItOne() {
    DetectorCases.check(
        "secret.anthropic_api_key",
        fill(
            """
            Authorization: Bearer «sk-ant-api03-%b40»
            my key: «sk-ant-api03-%b80»\n%b15
            """));
    DetectorCases.check(
        "secret.openai_api_key", fill("the OpenAI token «sk-proj-%b24», sk-proj-%a9 sk-proj-..."));
    DetectorCases.check("secret.sk_key", fill("api key «sk-%a27»"));
  }

  @Test
  void whatStandsRightBesideAKeyDoesNotHideIt() {
    DetectorCases.check(
        "secret.github_token",
        fill(
            """
            is «ghp_%a36»... yours? Or «ghp_%a36»… perhaps
            _«ghp_%a36»_, **«ghp_%a36»**, \"«ghp_%a36»\", «ghp_%a36»'s
            "«ghp_%a36»\\n", «ghp_%a36»/x, («ghp_%a36»), https://bob:«ghp_%a36»@host.test/x
            ghp_%a12... my_ghp_%a36_id
            """));
  }

  @Test
  void privatePartsOfJsonWebKeysAreFound() {
    DetectorCases.check(
        "secret.private_key",
        fill(
            """
            {"kty":"EC","crv":"P-256","x":"%b43","d":"«%b43»"}
            {"d": "«%b43»", "kty": "OKP", "kid": "k"} {"d":"%b43"}
            {\\"kty\\":\\"oct\\",\\"k\\":\\"«%b86»\\"}
            {"kty":"RSA","e":"AQAB","n":"%b342","p":"«%b171»","q":"«%b171»","use":"sig"}
            {"kty":"RSA","e":"AQAB","n":"%b342","alg":"RS256","d":""}
            the "kty" of a key is "RSA", "d":"short"
            """));
  }

  @Test
  void webTokensAreFoundSignedAndEncrypted() {
    DetectorCases.check(
        "secret.jwt",
        fill(
            """
            Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOi%a24.%b43»
            «eyJhbGciOiJSU0EtT0FFUCIs%a20.%b86.%b16.%b40.%b22»
            «eyJhbGciOiJkaXIiLCJlbmMi%a20..%b16.%b40.%b22»
            eyJhbGciOiJkaXIiLCJlbmMi%a20.%b16
            """));
  }

  @Test
  void privateKeysAreFoundInAnyArmour() {
    String body = fill("MII%a61\\\\n%a64\\\\n%a20==");
    DetectorCases.check(
        "secret.private_key",
        fill(
            """
            «-----BEGIN RSA PRIVATE KEY-----\\n§\\n-----END RSA PRIVATE KEY-----»\\nx
            > «-----BEGIN RSA PRIVATE KEY-----\\n> %a64\\n> %a20==\\n> -----END RSA PRIVATE KEY-----»
            key=«-----BEGIN PRIVATE KEY-----\\n/%a63\\n%a20==\\n-----END PRIVATE KEY-----»
            -----BEGIN RSA PRIVATE KEY----- begins a key of PKCS#1. A print is: SHA256:%a43
            «-----BEGIN OPENSSH PRIVATE KEY-----\\n§\\n-----END OPENSSH PRIVATE KEY-----»
            «-----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\nDEK-Info: AES,%h8\\n\\n§\\n-----END RSA PRIVATE KEY-----»
            «-----BEGIN PGP PRIVATE KEY BLOCK-----\\n\\n§\\n=%a4\\n-----END PGP PRIVATE KEY BLOCK-----»
            «---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\\n§\\n---- END SSH2 ENCRYPTED PRIVATE KEY ----»
            Private-Lines: 2\\n«%a64\\n%a64»\\nPrivate-MAC: %h40
            «-----BEGIN PRIVATE KEY-----\\n§»\\nthe rest of it was lost
            -----BEGIN CERTIFICATE-----\\n§\\n-----END CERTIFICATE-----
            -----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----
            -----BEGIN PRIVATE KEY-----\\nXXXXXXXX\\n-----END PRIVATE KEY-----
            START = "-----BEGIN PRIVATE KEY-----"\\nEND = "-----END PRIVATE KEY-----"
            a line that begins with `-----BEGIN PRIVATE KEY-----` begins a key
            """
                .replace("§", body)));
  }

  @Test
  void credentialsInCommandsAreFound() {
    DetectorCases.check(
        "secret.password_argument",
        """
        sshpass -p «Falcon77» ssh build@host
        CREATE USER 'bob'@'%' IDENTIFIED BY '«Falcon77»';
        requirepass «Falcon77»
        mysql -h db -u root -p«Falcon77» app
        mysql -u root --password= app
        redis-cli -a «Falcon77!» ping
        docker login -u bob -p «Falcon77!» registry.test
        keytool -storepass «Falcon77» -list
        ssh-keygen -t rsa -N "«Falcon77»" -f id
        getConnection("jdbc:mysql://db/x", "root", "«Falcon77»");
        new PasswordAuthentication("bob", "«Falcon77»"), get(url, auth=('bob', '«Falcon77»'))
        db.test:5432:app:bob:«Falcon77»
        getConnection(url, user, password); auth=(user, password)
        [::1]:5432:x
        docker run -p 8080:8080 image2
        ls -password1 mkdir -p directory2/sub
        an object identified by `name1` or by 'name'
        """);
    DetectorCases.check(
        "secret.basic_credentials",
        """
        curl --user '«admin:Falcon77»' https://service.test
        curl -u user:password https://service.test
        curl -u $USER:$PASSWORD https://service.test
        """);
  }
}
