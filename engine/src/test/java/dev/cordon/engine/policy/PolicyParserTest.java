package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {
  private static final DataType EMAIL =
      new DataType("email_address", DataClass.PERSONAL, Severity.MEDIUM, "EMAIL", "");
  private static final DataType CARD =
      new DataType("payment_card", DataClass.PAYMENT, Severity.HIGH, "CARD", "");
  private static final DataType AWS =
      new DataType("secret.aws_access_key", DataClass.CREDENTIAL, Severity.HIGH, "AWSKEY", "");
  private static final PolicyContext CONTEXT =
      new PolicyContext(
          Map.of("KEY", "0123456789abcdef", "SHORT", "tiny"),
          Set.of(EMAIL.id(), CARD.id(), AWS.id(), "iban", "url"),
          VendorCatalogue.builtIn().ids());

  private static ParsedPolicy read(String... lines) {
    byte[] text = ("version: 1\n" + String.join("\n", lines) + "\n").getBytes(UTF_8);
    return PolicyParser.parse("cordon.yaml", text, CONTEXT);
  }

  private static Policy policy(String... lines) {
    ParsedPolicy parsed = read(lines);
    assertNotNull(parsed.policy(), () -> parsed.problems().toString());
    return parsed.policy();
  }

  private static String onlyProblem(String... lines) {
    ParsedPolicy parsed = read(lines);
    assertNull(parsed.policy());
    assertEquals(1, parsed.problems().size(), () -> parsed.problems().toString());
    return parsed.problems().get(0).toString();
  }

  @Test
  void mistakesOfDeprecatedModelsAreNamed() {
    for (String[] mistake :
        new String[][] {
          {"deprecated: {a: soon}", "cordon.yaml:2:26: models.deprecated.a: must be a day"},
          {"deprecated: {a: {use: b}}", "models.deprecated.a: until is missing"},
          {"deprecated: {a: {untill: 2027-01-01}}", "unknown key; did you mean \"until\"?"},
          {"deny: [b], deprecated: {a: {until: 2027-01-01, use: b}}", "refused by models.deny"},
          {"deprecated: [a]", "models.deprecated: must be a mapping"},
          {"depreciated: {}", "unknown key; did you mean \"deprecated\"?"}
        }) {
      byte[] text = ("version: 1\nmodels: {" + mistake[0] + "}\n").getBytes(UTF_8);
      PolicyContext any = new PolicyContext(Map.of(), Set.of(), Set.of());
      String said = PolicyParser.parse("cordon.yaml", text, any).problems().toString();
      assertTrue(said.contains(mistake[1]), mistake[0] + " " + said);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {services: ['*']}, b: {classes: [x.Y]}",
        "a: {services: [s*]}, b: {services: [sx, s-2]}",
        "a: {users: [u, v]}, b: {users: [v]}",
        "a: {keys: [env:KEY]}, b: {keys: [env:KEY], classes: [x.Y]}",
        "a: {classes: [x.**], services: ['s*']}, b: {classes: [x.y.*], services: [sx]}"
      })
  void aCallerThatAnotherOneHidesNeverCounts(String rules) {
    String text = "callers: {user_from: [mdc:u], rules: {" + rules + "}}";
    String problem = onlyProblem(text);
    assertTrue(problem.endsWith("b: never counts: whoever it is about is \"a\" already"), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {services: [s]}, b: {classes: [x.Y]}",
        "a: {services: [s*]}, b: {services: [sx, t]}",
        "a: {users: [u]}, b: {users: [u, v]}",
        "a: {classes: [x.**], services: [s]}, b: {classes: [x.Y]}"
      })
  void aCallerThatAnotherOneHidesInPartIsOne(String rules) {
    policy("callers: {user_from: [mdc:u], rules: {" + rules + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ignore_hosts: [api.openai.com] | ignore_hosts: keeps calls to openai from being refused",
        "ignore_hosts: ['*.openai.com'] | ignore_hosts: keeps calls to openai from being refused",
        "hosts: {api.openai.com: self_hosted} | hosts.api.openai.com: is a host of openai, which"
      })
  void aVendorThatIsDeniedHasNoHostsThatAreNot(String line, String want) {
    String problem = onlyProblem("vendors: {deny: [openai]}", line);
    assertTrue(problem.contains(want) && problem.contains("vendors.deny"), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "output: {redact: {email_address: block}} | output.redact: has no effect without scan: true",
        "limits: {x: {allow: 60/m, per: []}} | limits.x.per: is empty",
        "requests: {required: true, user: hash} | requests.required: is about store,",
        "requests: {max_output_tokens: 0} | requests.max_output_tokens: must be a whole number",
        "requests: {operations: {deny: [files]}} | no such operation: \"files\"",
        "callers: {rules: {a: {services: [s], operations: {deny: ['btch*']}}}} | no such operation"
      })
  void aRuleThatWouldDoNothingIsAMistake(String line, String want) {
    String problem = onlyProblem(line);
    assertTrue(problem.contains(want), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{headers: {remov: [a]}} | 2:22: requests.headers.remov: unknown key; did you mean",
        "{headers: {remove: [X-A, Host]}} | 2:36: requests.headers.remove: \"Host\" can't be taken"
            + " out: HTTP, routing or authentication needs it",
        "{headers: {remove: [X-Api-Key]}} | requests.headers.remove: \"X-Api-Key\" can't be",
        "{headers: {remove: [api-key]}} | requests.headers.remove: \"api-key\" can't be taken",
        "{headers: {remove: [X-Goog-Api-Key]}} | requests.headers.remove: \"X-Goog-Api-Key\" can",
        "{headers: {remove: [sec-fetch-*]}} | \"sec-fetch-*\" can't be taken out",
        "{headers: {remove: [x-amz-*]}} | \"x-amz-*\" can't be taken out, x-amz-",
        "{headers: {remove: ['*']}} | \"*\" can't be taken out, accept fits it",
        "{headers: {remove: [Con*]}} | \"Con*\" can't be taken out, connection fits it",
        "{headers: {remove: ['a b']}} | \"a b\" is no header's name",
        "{headers: {remove: []}} | requests.headers.remove: is empty",
        "{headers: {set: {Authorization: x}}} | 2:28: requests.headers.set.Authorization: can't be",
        "{headers: {set: {Transfer-Encoding: x}}} | Transfer-Encoding: can't be set: HTTP,",
        "{headers: {set: {Sec-WebSocket-Key: x}}} | Sec-WebSocket-Key: can't be set: HTTP,",
        "{headers: {set: {'X-*': x}}} | requests.headers.set.X-*: is no header's name;",
        "{headers: {set: {X-A: \"a\\nb\"}}} | X-A: must be printable ASCII in one line",
        "{headers: {set: {X-A: \"\u00e9\"}}} | X-A: must be printable ASCII in one line",
        "{headers: {set: {X-A: ''}}} | requests.headers.set.X-A: must be one value",
        "{headers: {set: {X-A: 1, x-a: 2}}} | requests.headers.set.x-a: is set already",
        "{headers: {remove: [X-In*], set: {x-inner: 1}}} | 2:31: requests.headers.remove: \"X-In*\":"
            + " x-inner is set, too, in line 2",
        "{stored: {allow: [promt]}} | requests.stored.allow: no such kind of stored object: "
            + "\"promt\"; did you mean \"prompt\"?",
        "{betas: {allow: [a-1], deny: [a-*]}} | requests.betas.allow: \"a-1\" is denied, too, in",
        "{betas: {deny: [a-*]}, headers: {set: {anthropic-beta: a-1}}} | asks for \"a-1\", which"
            + " requests.betas.deny refuses"
      })
  void ordersThatCannotBeCarriedOutAreMistakes(String requests, String want) {
    String problem = onlyProblem("requests: " + requests);
    assertTrue(problem.contains(want), problem);
  }

  @Test
  void aHeaderThatIsTakenOutEverywhereCannotBeSet() {
    String problem =
        onlyProblem("requests: {headers: {set: {X-A: 1}}}", "headers: {remove: [x-b, x-a]}");
    assertTrue(problem.contains("set.X-A: is taken out by headers.remove"), problem);
  }

  @Test
  void anOperationThatIsRefusedToEverybodyCannotBeAllowedToACaller() {
    String caller = "callers: {rules: {hr: {classes: [a.B], operations: {allow: [batch]}}}}";
    String problem = onlyProblem("requests: {operations: {deny: [batch]}}", caller);
    assertTrue(problem.contains("is refused to everybody by requests.operations.deny"), problem);
  }

  @Test
  void aVendorThatIsRefusedToEverybodyCannotBeAllowedToACaller() {
    String caller = "callers: {rules: {hr: {classes: [a.B], vendors: {allow: [openai]}}}}";
    assertEquals(
        "cordon.yaml:3:57: callers.rules.hr.vendors.allow: \"openai\" is refused to everybody by"
            + " vendors.deny",
        onlyProblem("vendors: {deny: [openai]}", caller));
    assertEquals(
        "cordon.yaml:3:57: callers.rules.hr.vendors.allow: \"openai\" is refused to everybody by"
            + " vendors.allow",
        onlyProblem("vendors: {allow: [anthropic]}", caller));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mdoe: observe | cordon.yaml:2:1: mdoe: unknown key; did you mean \"mode\"?",
        "maxBodyBytes: 1 | cordon.yaml:2:1: maxBodyBytes: unknown key; did you mean"
            + " \"max_body_bytes\"?",
        "zebra: 1 | cordon.yaml:2:1: zebra: unknown key",
        "mode: enforced | cordon.yaml:2:7: mode: must be one of enforce, observe, stop, off; did"
            + " you mean \"enforce\"?",
        "contact: \"a\\nb\" | cordon.yaml:2:10: contact: must be one line",
        "stop_mesage: x | cordon.yaml:2:1: stop_mesage: unknown key; did you mean"
            + " \"stop_message\"?",
        "models: {allow: [gpt-4o], deny: ['gpt-*']} | cordon.yaml:2:18: models.allow: \"gpt-4o\" is"
            + " denied, too, in line 2",
        "models: {replace: {a: b, b: c}} | cordon.yaml:2:23: models.replace.a: \"b\" is replaced"
            + " itself",
        "models: {replace: {a: a}} | cordon.yaml:2:23: models.replace.a: \"a\" is replaced itself",
        "models: {deny: ['b*'], replace: {a: b2}} | cordon.yaml:2:37: models.replace.a: \"b2\" is"
            + " refused by models.deny",
        "models: {replace: {'a*': b}} | cordon.yaml:2:26: models.replace.a*: a model is replaced by"
            + " its whole name, without *",
        "limits: {x: {allow: 60}} | cordon.yaml:2:21: limits.x.allow: must be an amount such as"
            + " 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50 USD/month"
            + " or 4 at once",
        "limits: {x: {allow: 60/w}} | cordon.yaml:2:21: limits.x.allow: must be an amount such as"
            + " 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50 USD/month"
            + " or 4 at once",
        "limits: {x: {allow: 60 token/m}} | cordon.yaml:2:21: limits.x.allow: must be an amount"
            + " such as 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50"
            + " USD/month or 4 at once",
        "limits: {x: {allow: sixty/m}} | cordon.yaml:2:21: limits.x.allow: must be an amount such"
            + " as 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50"
            + " USD/month or 4 at once",
        "limits: {x: {allow: 0/m}} | cordon.yaml:2:21: limits.x.allow: must be an amount such as"
            + " 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50 USD/month"
            + " or 4 at once",
        "limits: {x: {allow: 4 at once/m}} | cordon.yaml:2:21: limits.x.allow: must be an amount"
            + " such as 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50"
            + " USD/month or 4 at once",
        "limits: {x: {allow: 60 /}} | cordon.yaml:2:21: limits.x.allow: must be an amount such as"
            + " 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50 USD/month"
            + " or 4 at once",
        "limits: {x: {allow: -1/m}} | cordon.yaml:2:21: limits.x.allow: must be an amount such as"
            + " 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50 USD/month"
            + " or 4 at once",
        "limits: {x: {allow: 99999999999G/d}} | cordon.yaml:2:21: limits.x.allow: must be an amount"
            + " such as 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h, 50/1h sliding, 50"
            + " USD/month or 4 at once",
        "limits: {x: {allow: 60/m, per: user}} | cordon.yaml:2:32: limits.x.per: counts by user;"
            + " callers.user_from must say where users are learnt",
        "limits: {x: {alow: 60/m, allow: 60/m}} | cordon.yaml:2:14: limits.x.alow: unknown key; did"
            + " you mean \"allow\"?",
        "limits: {x: {per: vendor}} | cordon.yaml:2:13: limits.x: allow is missing: say how much,"
            + " such as 60/m",
        "limits: {x: {allow: 60/m, per: vendr}} | cordon.yaml:2:32: limits.x.per: must be of"
            + " caller, user, key, vendor, model, service, label, type; did you mean \"vendor\"?",
        "limits: {x: {allow: 60/m, over: block}} | cordon.yaml:2:33: limits.x.over: must be one of"
            + " refuse, warn",
        "requests: {store: false} | cordon.yaml:2:19: requests.store: must be one of allow, deny",
        "requests: {user: hashed} | cordon.yaml:2:18: requests.user: must be one of allow, hash,"
            + " remove; did you mean \"hash\"?",
        "requests: {server_tool: {}} | cordon.yaml:2:12: requests.server_tool: unknown key; did you"
            + " mean \"server_tools\"?",
        "callers: {default: no} | cordon.yaml:2:20: callers.default: must be one of allow, deny",
        "callers: {default: deny} | cordon.yaml:2:20: callers.default: is deny and callers.rules"
            + " names nobody; mode: stop refuses every call",
        "callers: {rules: {hr: {keys: [\"env:KEY\"], class: [a.B]}}} | cordon.yaml:2:43:"
            + " callers.rules.hr.class: unknown key; did you mean \"classes\"?",
        "callers: {rules: {'a b': {classes: [a.B]}}} | cordon.yaml:2:19: callers.rules.a b: must be"
            + " letters, digits, _ and -, 64 at most",
        "callers: {rules: {hr: {services: []}}} | cordon.yaml:2:34: callers.rules.hr.services: is"
            + " empty; leave it out where it doesn't matter",
        "callers: {rules: {hr: {labels: [x]}}} | cordon.yaml:2:23: callers.rules.hr: must say whom"
            + " it is about: classes, services, users, keys, paths",
        "callers: {rules: {hr: {classes: [com.acme.hr]}}} | cordon.yaml:2:33:"
            + " callers.rules.hr.classes: \"com.acme.hr\" is a package; \"com.acme.hr.**\" names"
            + " what is in and below it",
        "callers: {rules: {hr: {classes: [com/acme/Hr]}}} | cordon.yaml:2:33:"
            + " callers.rules.hr.classes: \"com/acme/Hr\" is no class such as com.example.Payroll"
            + " or com.example.**",
        "callers: {rules: {hr: {classes: [com.acme..Hr]}}} | cordon.yaml:2:33:"
            + " callers.rules.hr.classes: \"com.acme..Hr\" is no class such as com.example.Payroll"
            + " or com.example.**",
        "callers: {rules: {hr: {classes: [a.B], vendors: {allow: [opnai]}}}} | cordon.yaml:2:57:"
            + " callers.rules.hr.vendors.allow: no such vendor: \"opnai\"; did you mean"
            + " \"openai\"?",
        "callers: {rules: {hr: {classes: [a.B], operations: {deny: [chats]}}}} | cordon.yaml:2:59:"
            + " callers.rules.hr.operations.deny: no such operation: \"chats\"; did you mean"
            + " \"chat\"?",
        "callers: {rules: {hr: {classes: [a.B], models: {allow: [gpt-4o], deny: [gpt-*]}}}} |"
            + " cordon.yaml:2:57: callers.rules.hr.models.allow: \"gpt-4o\" is denied, too,"
            + " in line 2",
        "callers: {rules: {hr: {classes: [a.B], models: {allow: []}}}} | cordon.yaml:2:56:"
            + " callers.rules.hr.models.allow: is empty; leave it out to allow everything that is"
            + " not denied",
        "callers: {rules: {hr: {users: [nora]}}} | cordon.yaml:2:18: callers.rules: names users;"
            + " callers.user_from must say where they are learnt",
        "callers: {user_from: [mdc], rules: {hr: {classes: [a.B]}}} | cordon.yaml:2:22:"
            + " callers.user_from: must be mdc:KEY, baggage:KEY, header:NAME or field:PATH",
        "callers: {rules: {hr: {keys: [0123456789abcdef]}}} | cordon.yaml:2:18: callers.rules:"
            + " names keys by fingerprint, which needs an audit trail with audit.key",
        "callers: {rules: {hr: {keys: [env:NOWHERE]}}} | cordon.yaml:2:30: callers.rules.hr.keys:"
            + " environment variable NOWHERE is not set",
        "callers: {rules: {hr: {keys: [sk-secret-123]}}} | cordon.yaml:2:30: callers.rules.hr.keys:"
            + " must be fingerprints of 16 hexadecimal digits, env:NAME or file:PATH",
        "callers: {rules: {all: {classes: [com.acme.**]}, hr: {classes: [com.acme.hr.*]}}} |"
            + " cordon.yaml:2:50: callers.rules.hr: never counts: whoever it is about is \"all\""
            + " already",
        "max_body_bytes: 32 megs | cordon.yaml:2:17: max_body_bytes: must be a size such as 32MiB"
            + " from 1 to 1GiB",
        "min_confidence: 0 | cordon.yaml:2:17: min_confidence: must be a whole number from 1 to"
            + " 100",
        "redact: {emial_address: mask} | cordon.yaml:2:10: redact.emial_address: no such data type"
            + " or class; did you mean \"email_address\"?",
        "redact: {email: mask} | cordon.yaml:2:10: redact.email: no such data type or class; did"
            + " you mean \"email_address\"?",
        "redact: {credit_card: mask} | cordon.yaml:2:10: redact.credit_card: no such data type or"
            + " class; did you mean \"payment_card\"?",
        "redact: {email_address: tokenise} | cordon.yaml:2:25: redact.email_address: must be one of"
            + " allow, tokenize, surrogate, encrypt, mask, hash, remove, block; did you mean"
            + " \"tokenize\"?",
        "also_detect: [locations] | cordon.yaml:2:14: also_detect: no data type that is off by"
            + " default: \"locations\"; did you mean \"location\"?",
        "internal_domains: [corp] | cordon.yaml:2:19: internal_domains: must be domains such as"
            + " corp.example, not \"corp\"",
        "regions: [Norway] | cordon.yaml:2:10: regions: must be countries of ISO 3166 such as NO,"
            + " not \"Norway\"",
        "redact: {url: mask} | cordon.yaml:2:10: redact.url: is off by default; also_detect: [url]"
            + " switches it on",
        "redact: mask | cordon.yaml:2:9: redact: must be a mapping (key: value)",
        "vendors: {deny: [opnai]} | cordon.yaml:2:17: vendors.deny: no such vendor: \"opnai\"; did"
            + " you mean \"openai\"?",
        "vendors: {rules: {openai: {redcat: {}}}} | cordon.yaml:2:28: vendors.rules.openai.redcat:"
            + " unknown key; did you mean \"redact\"?",
        "vendors: {allow: []} | cordon.yaml:2:18: vendors.allow: is empty; leave it out to allow"
            + " every vendor",
        "hosts: {llm.example.com: opanai} | cordon.yaml:2:26: hosts.llm.example.com: must name a"
            + " vendor; did you mean \"openai\"?",
        "ignore_hosts: [\"https://x\"] | cordon.yaml:2:15: ignore_hosts: \"https://x\" is no host"
            + " and no *.suffix",
        "headers: {trace_context: deny} | cordon.yaml:2:26: headers.trace_context: must be one of"
            + " allow, remove",
        "headers: {bagage: allow} | cordon.yaml:2:11: headers.bagage: unknown key; did you mean"
            + " \"baggage\"?",
        "vendors: {rules: {openai: {headers: {traceparent: allow}}}} | cordon.yaml:2:38:"
            + " vendors.rules.openai.headers.traceparent: unknown key",
        "headers: {redact: yes} | cordon.yaml:2:19: headers.redact: must be true or false",
        "token_key: env:NOPE | cordon.yaml:2:12: token_key: environment variable NOPE is not set",
        "token_key: env:SHORT | cordon.yaml:2:12: token_key: the key is shorter than 16 bytes",
        "vault: {ttl: 5} | cordon.yaml:2:14: vault.ttl: must be a time such as 90s, 15m, 24h or 7d"
            + " from 1s to 30d",
        "vault: {redis: {url: redis://h, encryption_key: env:KEY}} | cordon.yaml:2:16: vault.redis:"
            + " needs a token_key that all JVMs share, so that their tokens agree",
        "custom_types: {x: {title: X}} | cordon.yaml:2:19: custom_types.x: needs a regex, keywords,"
            + " keys or values to be found by",
        "custom_types: {x: {regex: \"(\"}} | cordon.yaml:2:27: custom_types.x.regex: is no valid"
            + " RE2 pattern: missing closing )",
        "custom_types: {x: {regex: \"a*\"}} | cordon.yaml:2:27: custom_types.x.regex: matches the"
            + " empty text",
        "custom_types: {iban: {keys: [a]}} | cordon.yaml:2:16: custom_types.iban: is the name of a"
            + " built-in type or class",
        "mode: [1, 2] | cordon.yaml:2:7: mode: must be one value",
        "untrusted: [tools] | cordon.yaml:2:12: untrusted: no such origin: \"tools\"; did you mean"
            + " \"tool\"?",
        "hidden_text: stripped | cordon.yaml:2:14: hidden_text: must be one of report, strip,"
            + " block",
        "hidden_text: {docment: strip} | cordon.yaml:2:15: hidden_text.docment: no such origin; did"
            + " you mean \"document\"?",
        "hidden_text: {tool: off} | cordon.yaml:2:21: hidden_text.tool: must be one of report,"
            + " strip, block",
        "instructions: blok | cordon.yaml:2:15: instructions: must be one of off, report, mark,"
            + " strip, block; did you mean \"block\"?",
        "instructions: {untrustd: strip} | cordon.yaml:2:16: instructions.untrustd: no such origin;"
            + " did you mean \"untrusted\"?",
        "instructions: {tool: {likley: strip}} | cordon.yaml:2:23: instructions.tool.likley: no"
            + " such level; did you mean \"likely\"?",
        "instructions: {tool: {strong: blocked}} | cordon.yaml:2:31: instructions.tool.strong: must"
            + " be one of off, report, mark, strip, block; did you mean \"block\"?",
        "instructions: mark | cordon.yaml:2:15: instructions: mark is for texts of tool, document"
            + " and file, and this is for system, too; name those it is for",
        "instructions: {user: mark} | cordon.yaml:2:22: instructions.user: mark is for texts of"
            + " tool, document and file, and this is for user, too; name those it is for",
        "version: 1 | cordon.yaml:2:1: version: is here twice",
      })
  void aMistakeIsReportedWithItsPlaceAndWhatWasMeant(String line, String problem) {
    assertEquals(problem, onlyProblem(line));
  }

  @Test
  void hostsOfOwnDomainsAreAnOwnDetection() {
    Policy policy = policy("internal_domains: [Corp.example]");
    assertEquals(Set.of("corp.example"), policy.internalDomains());
    assertTrue(policy.hasOwnDetection());
  }

  @Test
  void regionsAreCountriesOrElseThatOfTheJvm() {
    assertEquals(Set.of("no", "uk"), policy("regions: [NO, gb]").regions());
    assertTrue(policy("regions: [NO]").hasOwnDetection());
    assertEquals(Set.of(), policy("regions: []").regions());
    assertEquals(1, policy().regions().size());
  }

  @Test
  void aTypeThatIsOffByDefaultIsSwitchedOnByItsName() {
    assertEquals(Set.of(), policy().alsoDetected());
    Policy policy = policy("also_detect: [url, location]", "redact: {url: mask}");
    assertEquals(Set.of("location", "url"), policy.alsoDetected());
    assertTrue(policy.hasOwnDetection());
  }

  @Test
  void everyMistakeIsReported() {
    assertEquals(
        4, read("mdoe: x", "on_error: no", "redact: {a: mask}", "vault: 3").problems().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment\n",
        "mode: enforce\n",
        "[1, 2]",
        "just text",
        "a: b: c",
        "a: [",
        "version: 1\n--- \nversion: 1\n",
        "version: 2\n",
        "\u0000",
        "version: 1\nmode: &a [*a]\n",
        "version: 1\n? [a]\n: b\n"
      })
  void whatIsNoPolicyIsRefused(String text) {
    ParsedPolicy parsed = PolicyParser.parse("cordon.yaml", text.getBytes(UTF_8), CONTEXT);
    assertNull(parsed.policy());
    assertFalse(parsed.problems().isEmpty());
  }

  @Test
  void deepNestingAndWrongEncodingAreMistakesToo() {
    byte[] deep = ("version: 1\nredact: " + "[".repeat(100_000)).getBytes(UTF_8);
    assertEquals(
        "[cordon.yaml:2:107: nested too deeply]",
        PolicyParser.parse("cordon.yaml", deep, CONTEXT).problems().toString());
    byte[] lines = ("version: 1\nredact:\n" + " [\n".repeat(100_000)).getBytes(UTF_8);
    assertEquals(
        "[cordon.yaml:101:2: nested too deeply]",
        PolicyParser.parse("cordon.yaml", lines, CONTEXT).problems().toString());
    assertNull(PolicyParser.parse("cordon.yaml", new byte[] {(byte) 0xC3, 0x28}, CONTEXT).policy());
  }

  @Test
  void aKeyThatWasPutIntoTheFileIsNotRepeated() {
    String secret = "S3cr3t-key-of-the-company";
    assertFalse(onlyProblem("token_key: " + secret).contains("S3cr3t"));
    Policy policy = policy("token_key: env:KEY", "allow_values: [" + secret + "]");
    assertArrayEquals("0123456789abcdef".getBytes(UTF_8), policy.tokenKey().bytes());
    assertFalse((policy + "" + policy.tokenKey()).contains("0123"), policy.toString());
    assertFalse(policy.toString().contains(secret));
  }

  @Test
  void theKeyMayStandInAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "a key of some length\n");
    Policy policy = policy("token_key: 'file:" + file + "'");
    assertArrayEquals("a key of some length".getBytes(UTF_8), policy.tokenKey().bytes());
    assertTrue(onlyProblem("token_key: file:/no/such/file").contains("can't be read"));
  }

  @Test
  void theMostSpecificRuleWins() {
    Policy policy =
        policy(
            "redact: {default: allow, secret.*: block, secret.aws*: hash, personal: remove,"
                + " email_address: surrogate}");
    assertEquals(Action.SURROGATE, policy.action(EMAIL, null));
    assertEquals(Action.HASH, policy.action(AWS, null));
    assertEquals(
        Action.MASK, policy.action(CARD, null), "the built-in line comes before a default");
    assertEquals(Action.ALLOW, policy("redact: {payment: allow}").action(CARD, null));
  }

  @Test
  void aVendorsOwnRulesComeFirstAndATrustedVendorSeesAll() {
    Policy policy =
        policy(
            "redact: {email_address: mask, iban: block}",
            "vendors: {trust: [ollama], rules: {openai: {redact: {personal: hash}}, unknown:"
                + " {redact: {default: remove}}}}");
    assertEquals(Action.MASK, policy.action(EMAIL, "anthropic"));
    assertEquals(Action.HASH, policy.action(EMAIL, "openai"));
    assertEquals(Action.MASK, policy.action(EMAIL, null));
    assertEquals(Action.ALLOW, policy.action(AWS, "ollama"));
  }

  @Test
  void vendorsAreAllowedAndDenied() {
    Policy deny = policy("vendors: {deny: [deepseek, unknown]}");
    assertEquals("vendors.deny", deny.denial("deepseek"));
    assertEquals("vendors.deny", deny.denial(null));
    assertNull(deny.denial("openai"));
    Policy allow = policy("vendors: {allow: [openai]}");
    assertNull(allow.denial("openai"));
    assertEquals("vendors.allow", allow.denial("anthropic"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "**", "?*", "*@", "*.", "* - *", "*m", "*@*", "."})
  void aValueThatIsAnyValueIsNone(String value) {
    assertEquals(
        "cordon.yaml:4:5: allow_values: \""
            + value
            + "\" names no value; to leave a type of data as it is, say redact: {TYPE: allow}",
        onlyProblem("allow_values:", "  - support@example.com", "  - '" + value + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".*", ".+", "", "(?s).*", "[^@]+", "\\S+", "\\w+|.+@.+", ".{5,}"})
  void aPatternOfAnyValueIsNone(String pattern) {
    ParsedPolicy parsed = read("allow_patterns: ['CASE-\\d+', '" + pattern + "']");
    boolean empty = pattern.isEmpty();
    assertEquals(1, parsed.problems().size(), () -> parsed.problems().toString());
    String problem = parsed.problems().get(0).toString();
    String said = empty ? "must be a list of texts" : "the pattern names no value";
    assertTrue(problem.startsWith("cordon.yaml:2:30: allow_patterns: " + said), problem);
  }

  @Test
  void valuesAndPatternsThatNameSomeAreRead() {
    policy("allow_values: ['*@example.org', '*.test', '*-demo', 'x', '*42', '\u00e9']");
    policy("allow_patterns: ['[A-Z]+-000\\d', '4\\d{15}', '.*@example\\.org', '.*-demo']");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allow: [openai, mistral_ai]|deny: [openai]|3:11: vendors.allow: \"openai\" is denied, too,"
            + " in line 4",
        "allow: [openai]|deny: {vendors: [openai]}|3:11: vendors.allow: \"openai\" is denied, too,"
            + " in line 4",
        "trust: [openai]|deny: [deepseek, openai]|3:11: vendors.trust: \"openai\" is denied, too,"
            + " in line 4",
        "trust: openai|deny: openai|3:10: vendors.trust: \"openai\" is denied, too, in line 4",
        "allow: [mistral_ai]|trust: [openai]|4:11: vendors.trust: \"openai\" is not among those of"
            + " vendors.allow in line 3",
        "trust: [openai]|rules: {openai: {redact: {iban: mask}}}|4:20: vendors.rules.openai.redact:"
            + " \"openai\" is under vendors.trust, in line 3, where nothing is redacted",
      })
  void rulesOfVendorsThatContradictEachOtherAreMistakes(String one, String other, String said) {
    String[] lines = {"vendors:", "  " + one, "  " + other};
    assertEquals("cordon.yaml:" + said, onlyProblem(lines));
    assertEquals(
        "cordon.yaml:" + said,
        onlyProblem(lines[0], lines[1], lines[2], "profile: gdpr"),
        "a profile adds to vendors.deny");
  }

  @Test
  void aVendorMayBeAllowedAndTrustedAndAnotherDenied() {
    policy("vendors: {allow: [openai, ollama], trust: [ollama], deny: [deepseek]}");
  }

  @Test
  void aHostThatIsIgnoredCannotBeAVendors() {
    String said = "is never governed: ignore_hosts names \"*.Example.com\" in line 2";
    assertEquals(
        "cordon.yaml:3:9: hosts.llm.example.com: " + said,
        onlyProblem("ignore_hosts: ['*.Example.com']", "hosts: {llm.example.com: openai}"));
    policy("ignore_hosts: [cdn.example.com]", "hosts: {'*.example.com': openai}");
  }

  @Test
  void aModelThatIsRefusedToEverybodyCannotBeAllowedToACaller() {
    String caller = "callers: {rules: {hr: {classes: [a.B], models: {allow: [o1, gpt-4o]}}}}";
    assertEquals(
        "cordon.yaml:3:57: callers.rules.hr.models.allow: \"o1\" is refused to everybody by"
            + " models.deny",
        onlyProblem("models: {deny: ['o1*']}", caller));
    policy("models: {allow: ['gpt-*', 'o*']}", caller);
  }

  @Test
  void allowedValuesAreComparedWithoutCase() {
    Policy policy = policy("allow_values: [Support@Example.com, '*@example.org']");
    for (String value : new String[] {"support@example.com", "ANY@EXAMPLE.ORG"}) {
      assertTrue(policy.isAllowedValue(value.getBytes(UTF_8), 0, value.length()), value);
    }
    assertFalse(policy.isAllowedValue("a@example.com".getBytes(UTF_8), 0, 13));
  }

  @Test
  void testCardsOwnDomainsAndPatternsAreAllowed() {
    Policy policy =
        policy(
            "allow_values: [4111 1111 1111 1111]\n"
                + "allow_domains: [Example.com]\n"
                + "allow_patterns: ['[A-Z]+-000\\d']");
    for (String value :
        new String[] {
          "4111111111111111",
          "4111-1111-1111-1111",
          "ada@example.com",
          "ada@Mail.Example.com",
          "https://bob@api.example.com:8443/x?y=z@w",
          "example.com",
          "CASE-0007"
        }) {
      assertTrue(policy.isAllowedValue(value.getBytes(UTF_8), 0, value.length()), value);
    }
    for (String value :
        new String[] {
          "4111111111111112",
          "ada@badexample.com",
          "https://evil.test/@example.com",
          "https://evil.test/?q=example.com",
          "example.com.evil.test",
          "a CASE-0007"
        }) {
      assertFalse(policy.isAllowedValue(value.getBytes(UTF_8), 0, value.length()), value);
    }
  }

  @Test
  void customTypesAreKept() {
    Policy policy =
        policy("custom_types: {employee_no: {regex: 'E\\d+', class: personal, keys: no}}");
    CustomType custom = policy.customTypes().get(0);
    assertEquals("EMPLOYEENO", custom.type().token());
    assertEquals(DataClass.PERSONAL, custom.type().dataClass());
    assertEquals("E\\d+", custom.regex());
    assertEquals(java.util.List.of("no"), custom.keys());
  }

  @Test
  void theVersionTellsPoliciesApart() {
    assertNotEquals(policy("mode: enforce").version(), policy("mode: observe").version());
    assertEquals("default", Policy.safeDefault().version());
  }
}
