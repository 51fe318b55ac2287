package dev.cordon.engine.detect.secret;

import static dev.cordon.engine.detect.secret.FormSamples.fill;

import dev.cordon.engine.detect.DetectorCases;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class GenericSecretTest {
  @Test
  void passwordsAreToldFromCodeAndProse() {
    DetectorCases.check(
        "secret.generic_password",
        """
        password=«hunter2»
        url?password=«hunter2»&user=bob
        password=«RlWjdEBtVfyhH»
        spring.datasource.password=«Fh9.LKXY8HRWncd»
        Password:\\n«Falcon77»
        <password>\\n  «Falcon77»\\n</password>
        Your password has been reset to «Falcon77»
        user bob, password «Falcon77!».
        Пароль: «Falcon77»
        密码：«Falcon77»
        mot de passe : «Falcon77»
        contraseña: «Falcon77»
        The password is «Tr0ub4dor&3» for now
        "password": "«S3cr3t!pass»"
        password|«hunter2»
        password_hint|hunter2
        password_policy|at-least-8
        Database=d;User ID=u;Password=«Abc123!xyz»;Encrypt=True
        if (password == "«admin123»") {
        --password «hunter2» --user bob
        administrator_login_password = "«thisIsDog11»"
        «hunter2!» is the password for the router, use «Tr0ub4dor&3» as your password
        WPA2 pre-shared key: «correcthorse77battery», the WiFi key is «8fKq22LmZp»
        creds: bob:«s3cretPw!», login: admin / «P@ssw0rd1»
        password (temporary): «Falcon77», pass phrase: «Falcon77», my pwd is «Falcon77», the pw is «Falcon!77x»
        log in with password «XwR2qGWWCTvH»
        DB_PASSWORD=«sunshine»
        export DB_PASSWORD=«sunshine»
        db.password=«tiger»\\nuser=scott
        server:\\n  password: «letmein» # for now
        - password: «letmein»
        "password": "«wonderland»", pass = "«opensesame»"
        DB_PASSWORD=$sunshine, or password=passwd
        password: letmein, and more
        password: required
        password (optional): string, password (see below): none
        password = sunshine
        "password": "required"
        String password = tiger;
        self.password=password
        MD5 is the password hash, sha256 is my password digest, nothing is the password
        Step2 is the password page
        login: 10:30, credentials: include, login: user/name1
        password: string
        password must be at least 8 characters
        password: "<password>"
        password: ${DB_PASSWORD1}
        passwordField.setText("Enter password1")
        def check_password(self, salt=b1):
        password_file: secret1.txt
        the password is base64 encoded
        PWD=/home/bob/project1
        "OLDPWD": "/srv/app-2"
        "PW": "\\u041f\\u0430\\u043b"
        connect(user='', passwd='', acct2='')
        def f(password: bytes2):
        password = settings.DB_PASSWORD2
        maxPass = Integer.MAX_VALUE
        float previousPassPercentage = 0.1F
        METHODS = ["password", "scram-sha-256", "md5"]
        cygwin* | mingw* | pw32* | cegcc2*)
        password: !vault |
        password = @password1
        password sufficient pam_unix.so sha512
        enable_if<is_pass_t, PassT2>::value2
        """);
  }

  @Test
  void passwordsOfWordsStandUnderTheirOwnKey() {
    DetectorCases.check(
        "secret.generic_password",
        """
        {"password":"«correct-horse-battery»"}
        password|«granite-otter-lamp»
        DB_PASSWORD=«company-prod-db»
        <password>«sunflower-moon»</password>
        Password: «Sunflower»\\nPASSWORD=«SUNFLOWER»
        ftp_password: "«harbour_lights»"
        password: Required\\npassword: DEFAULT_VALUE\\npassword: userInput\\npassword: SecretStr
        "password": "password-field", "password": "reset-password", "password": "Kennwort"
        password: your-password-here\\npassword: ${DB_PASSWORD}\\npassword: ********
        password: true\\npassword: false\\npassword: null\\n<password>string</password>
        <label for="password">Forgotten</label><th>Password</th>
        password|hidden-field
        """);
  }

  @Test
  void rulesForPasswordsAreNone() {
    DetectorCases.check(
        "secret.generic_password",
        """
        パスワードは12文字以上で入力してください。
        パスワードは«tulips88»です。
        密码为空。密码为6到16位字符。
        密码是8位数字，密码：8位以上
        密码是«tulips88»
        password: required|min:8|confirmed
        'password' => 'nullable|string|min:10',
        password: min-10-characters
        """);
  }

  @Test
  void passwordsStandBesideTheirName() {
    DetectorCases.check(
        "secret.generic_password",
        """
        {"env":[{"name":"DB_PASSWORD","value":"«plum!9Street»"},{"name":"PORT","value":"8080"}]}
        {\\n  "name": "DB_PASSWORD",\\n  "value": "«plum!9Street»"\\n}
        {"key":"password","value":"«plum!9Street»"}
        {"passwords":["«plum!9Street»", "«Harbour77»"], "users":["Harbour78"]}
        {"password":{"value":"«plum!9Street»"}}
        {"name":"password","type":"string","value":"plum"}
        {"fields":["password","value","plum9Street"]}
        """);
  }

  @Test
  void passwordsThatAreSpokenOf() {
    DetectorCases.check(
        "secret.generic_password",
        """
        the password's «plum!9Street».
        the password's SHA-256, the password's length is 12, the password's 8-character limit
        The new password will be «plum9Street»
        the password will be required, must be 12 characters
        pw is «plum!9Street», the pwd is «plum9Street»
        *Password*: «plum!9Street»
        *Password:* «plum!9Street»
        le mdp est «plum!9Street»
        <password><![CDATA[«plum!9Street»]]></password>
        ConvertTo-SecureString "«plum!9Street»" -AsPlainText -Force
        $p = ConvertTo-SecureString -String '«plum!9Street»' -AsPlainText
        ConvertTo-SecureString $env:PW2, ConvertTo-SecureString "$env:PW2"
        echo "«plum!9Street»" | sudo -S apt update
        echo «plum9Street» | sudo -S -k true
        echo "$PASSWORD1" | sudo -S true, cat file1 | sudo -S true
        """);
  }

  @Test
  void keysAreToldFromIdentifiersAndDigests() {
    DetectorCases.check(
        "secret.generic_key",
        fill(
            """
        client_secret = "«%U»"
        X-Api-Key: «%h20»
        api_key|«%h32»
        session_id=«%h32»
        Cookie: JSESSIONID=«%u32»; path=/
        Set-Cookie: ASP.NET_SessionId=«%n24»; path=/
        -H "Authorization: Bearer «%a16»"
        Authorization: GenieKey «%U»
        SECRET_KEY = "«django-insecure-%a12!(%a9)&^%a12»"
        My API key is «%a32»
        ENV SERVICE_TOKEN «%a32»
        setenv SERVICE_TOKEN «%a32»
        token ::= "«%a32»"
        {"token": "", "api_key": "«%a32»"}
        let api_key: &str = "«%a32»";
        apiKey?: string = "«%a32»"
        public string ApiKey { get; set; } = "«%a32»";
        std::string apiKey{"«%a32»"};
        api_key <- "«%a32»"
        parser.add_argument("--api-key", default="«%a32»")
        {"key":"api_key","value":"«%a32»"}
        variable "api_key" {\\n  default = "«%a32»"\\n}
        <key>ApiKey</key>\\n<string>«%a32»</string>
        api_key: >-\\n  «%h32»\\n
        the secret key («%a32») must not leak
        $self->{api_key} = "«%a32»";
        sha1|%h40
        max_tokens|%h32
        cache_key|%h32
        next_page_token|%h40
        public_key|%h32
        session_name|%h32
        session_id|«%h32»
        accessToken|«%a32»
        token_id: %h32
        session duration %h32
        "lockToken": "%U"
        key: %U
        | token | «%a32» |
        sha256|%h32
        commit %h40
        etag: "686897696a7c876b7e"
        api_key: your_api_key_here
        token = getToken()
        key = process.env.OPENAI_API_KEY2;
        tokenizer = "cl100k_base"
        key: PERSON_7KQ2M9
        cache_key = "v2:user:12345:profile"
        cache_key = "v1-%h32"
        "nextToken": "%a40"
        public_key = "%h32"
        token = "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod-a1b2c3"
        GnuPG key: 0x7EC2DBB6F4DBF434
        the key is made by SetFallbackClientIdAndSecret2 of the library
        key | WRITE_NODE_2 | READ_NODE_2
        """));
  }

  @Test
  void secretsThatPeopleMakeUpAreSettings() {
    DetectorCases.check(
        "secret.generic_key",
        """
        secret: «hunter2xyz»
        client_secret=«Summer2024!»
        "appSecret": "«Winter77sun»"
        JWT_SECRET=«mysupersecretjwt2024»
        secret: my-app-tls2
        secret: vaultsecret1
        secretName: hunter2xyz
        secret: hunter2xyz, and more
        this.secret = config2x;
        the secret is hunter2xyz
        """);
  }

  @Test
  void kubernetesSecretsAreReadEitherWayRound() {
    DetectorCases.check(
        "secret.kubernetes_secret",
        """
        kind: Secret\\ndata:\\n  password: «§»\\n---\\nkind: Service\\nspec:\\n  name: web1
        data:\\n  user: «§»\\nkind: Secret
        data:\\n  user: §\\nkind: ConfigMap
        """
            .replace("§", encoded("Falcon77")));
  }

  @Test
  void basicCredentialsAreDecoded() {
    DetectorCases.check(
        "secret.basic_credentials",
        """
        Authorization: Basic «§»
        curl -u "«admin:S3cr3tPw»" https://service.test
        Basic authentication is used
        """
            .replace("§", encoded("user:Falcon77")));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsAnsweredWhereASecretWasAskedForIsOne() {
    DetectorCases.check(
        "secret.generic_key",
        fill(
            """
            what's the api key?\\n«%a20»
            bob: can you send me the staging token?\\nann: sure, «%h24»
            What is the client secret for staging?\\n\\n`«%a24»`
            [10:02] Bo: secret key?\\r\\n[10:03] Al: it's «%a32».
            which token?\\nThe TokenHandler2Impl one.
            is it an api key?\\nhttps://service.test/docs/api-keys-v2-2024-10
            what is an API key?\\nAn API key is a 32-character string, such as the first %a24 here
            what is the key of this map?\\n%h40
            who has the token?\\nsee %h40 for what changed
            """));
    DetectorCases.check(
        "secret.generic_password",
        """
        what's the password?\\n«Falcon77!»
        what's the wifi password?\\nann: «hunter2»
        Forgot your password?\\nClick here to reset it
        Forgot your password?\\nPage 2 of 12
        need a password?\\nRFC-2617
        """);
  }

  @Test
  void dashesAndArrowsLeadFromALabelToItsValue() {
    DetectorCases.check(
        "secret.generic_key",
        fill(
            """
            API key - «%a24»
            staging token → «%a24»
            client secret — `«%a24»`
            "token": "«%a20...»", api_key=%a8...
            API key - see below, token - a string, secret → ApiKeyProvider2Factory
            api_key - prefix=%a24
            """));
    DetectorCases.check(
        "secret.generic_password",
        """
        password - «Falcon77!»
        Password → «Falcon77!»
        DB_PASSWORD: {valueFrom: {secretKeyRef: {name: shop-db, key: password}}}
        password=********, secret=****, password=********, token=<redacted>
        password - must have 12 characters, pass - the ball
        """);
  }

  @Test
  void pinsAreToldFromConnectorsAndPostCodes() {
    DetectorCases.check(
        "secret.pin",
        """
        Your verification code is «882193»
        {"otp":"«882193»"}, one-time code: «4821»
        otp|«882193»
        the verification code expires in 600 seconds, OTP valid for 1000 ms
        PIN: «4821»
        my pin is «4821», and my PIN code is «482193»
        card_pin = "«4821»"
        PIN code: «4821»
        the voicemail pin was «7718», your pin has been reset to «9921».
        {"sim_pin":"«48213»"} {"pin_code":"«4821»"}
        PIN-Code: «4821», pinkode: «4821», pin_number=«4821»
        unlock --pin «4821»
        my old pin was «4471», the new one is «9026»
        Your verification code is «883 104». It expires soon.
        Votre code de confirmation est le «204 881»
        Doğrulama kodunuz «518 220», kimseyle paylaşmayın.
        인증번호 [«339175»]를 입력해 주세요.
        暗証番号は«5093»、ロッカーは12番です。
        The alarm gets disarmed with «7735» now.
        Backup recovery codes:\\n«4f9k-22mx»\\n«8s3d-p0wq»\\n- «zz61-7hby»
        2FA backup code «7719 0426» still unused
        PIN: 560001, pincode: 560001
        pin: 13, GPIO pin 1024, pins: 4821
        pin: 4821-7, pin: 4821.5, pin: 0000
        I pin 4821 of them to the wall
        spinning: 4821, mapping=4821, pin_count: 4821
        """);
  }
}
