package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cordon.it.harness.AgentCommand;
import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.EchoModel;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.Places;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that exists nowhere else, in every field of every request: no byte of it may be in what
 * Cordon itself writes or says. What leaves to the vendor is the other tests' subject.
 */
class CanaryIT {
  private static final String CANARY = "zqx7canary.wren@example.org";
  private static final String CANARY_KEY = "sk-proj-" + "Zq7CanaryKey9mT7xW2bN5cR8yL4hJ6pD1sF0gA";
  private static final List<String> CANARIES = List.of(CANARY, "zqx7canary", CANARY_KEY);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A value of JSON that is a string, with the key before it if it has one. */
  private static final Pattern STRING =
      Pattern.compile("(\"([^\"]*)\": )?\"((?:[^\"\\\\]|\\\\.)*)\"(?=[,\\]}])");

  /** What makes an event or a part what it is. */
  private static final Set<String> STRUCTURE = Set.of("type", "role", "object", "event_type");

  /** Paths and bodies of APIs; every string in a body is replaced by the canary. */
  private static final Map<String, String> APIS = apis();

  private static Map<String, String> apis() {
    Map<String, String> apis = new LinkedHashMap<>();
    apis.put(
        "/v1/chat/completions",
        "{'model':'','user':'','safety_identifier':'','metadata':{'k':''},'stop':[''],"
            + "'messages':[{'role':'user','name':'','content':''},"
            + "{'role':'user','content':[{'type':'text','text':''}]},"
            + "{'role':'assistant','tool_calls':[{'id':'','type':'function',"
            + "'function':{'name':'','arguments':''}}]},"
            + "{'role':'tool','tool_call_id':'','content':''}],"
            + "'tools':[{'type':'function','function':{'name':'','description':'',"
            + "'parameters':{'type':'object','properties':{'p':{'description':''}}}}}],"
            + "'unknown':{'deep':['']}}");
    apis.put(
        "/v1/responses",
        "{'model':'','input':[{'role':'user','content':[{'type':'input_text','text':''}]}],"
            + "'instructions':'','previous_response_id':'','conversation':'','user':'',"
            + "'prompt':{'id':'','variables':{'v':''}},'metadata':{'k':''}}");
    apis.put("/v1/completions", "{'model':'','prompt':'','suffix':'','user':''}");
    apis.put("/v1/embeddings", "{'model':'','input':['',''],'user':''}");
    apis.put(
        "/v1/messages",
        "{'model':'','max_tokens':5,'system':'','metadata':{'user_id':''},"
            + "'messages':[{'role':'user','content':[{'type':'text','text':''}]}],"
            + "'tools':[{'name':'','description':'','input_schema':{'type':'object'}}]}");
    apis.put(
        "/v1beta/models/" + CANARY.replace("@", "%40") + ":generateContent",
        "{'contents':[{'role':'user','parts':[{'text':''}]}],"
            + "'systemInstruction':{'parts':[{'text':''}]},'cachedContent':'','labels':{'l':''}}");
    apis.put(
        "/model/" + CANARY + "/converse",
        "{'messages':[{'role':'user','content':[{'text':''}]}],'system':[{'text':''}],"
            + "'requestMetadata':{'k':''},'promptVariables':{'v':{'text':''}}}");
    apis.put("/api/chat", "{'model':'','messages':[{'role':'user','content':''}],'keep_alive':''}");
    return apis;
  }

  static Stream<Matrix> clients() {
    return Stream.of(
        Matrix.okHttp().findFirst().orElseThrow(), Matrix.javaHttp().findFirst().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void noByteOfItIsInWhatCordonWritesOrSays(Matrix client) throws Exception {
    Path folder = Places.scratch("canary");
    try (Lab lab = lab(client, folder)) {
      String post = client.program().equals("okhttp") ? "post" : "ofString";
      for (Map.Entry<String, String> api : APIS.entrySet()) {
        String body = filled(api.getValue());
        everyEnding(lab, post, api.getKey(), body);
      }
      everyForm(lab, post);
      malformed(lab, post);
      if (client.program().equals("okhttp")) {
        headers(lab);
      }
      assertNone("a thread's name or stack", threads(lab.app()));
      lab.app().stop();
      assertNone("standard error", lab.app().err().text());
      assertNone("standard output", lab.app().out().text());
      assertNone("telemetry", lab.receiver().raw());
    }
    List<String> records = written(folder);
    assertTrue(records.size() >= 35, records.size() + " records");
    report(folder);
  }

  @ParameterizedTest
  @MethodSource("sdk")
  void norIsItWhenAnSdkMakesTheCall(Matrix sdk) throws Exception {
    Path folder = Places.scratch("canary");
    try (Lab lab = lab(sdk, folder)) {
      for (Answer answer : List.of(EchoModel.answer(), echoedError(), Answer.reset())) {
        for (String scenario : List.of("chat", "chatAsync", "chatStream")) {
          lab.call(scenario, lab.conversation(answer).baseUrl(), CANARY + " " + CANARY_KEY);
        }
      }
      lab.app().stop();
      assertNone("standard error", lab.app().err().text());
      assertNone("telemetry", lab.receiver().raw());
    }
    List<String> records = written(folder);
    assertTrue(records.size() >= 9, records.toString());
    assertTrue(records.stream().allMatch(record -> record.contains("\"key\":\"")), "known keys");
  }

  static Stream<Matrix> sdk() {
    return Matrix.openAi().limit(1);
  }

  private static Lab lab(Matrix client, Path folder) {
    Path policy =
        Policies.of(
            "on_path: allow", // some paths hold the value, and would be refused before anything
            // else
            "redact:",
            "  iban: block",
            "audit:",
            "  file: " + folder.resolve("audit.jsonl"),
            "  user:",
            "    from: [header:X-User, field:user, field:metadata.user_id, mdc:user]");
    return Lab.of(
        client, app -> app.policy(policy).agentArguments("policy=" + policy + ",log=debug"));
  }

  /** The forms of every wire format, with their answers, which repeat the value too. */
  private static void everyForm(Lab lab, String post) throws IOException {
    int refused = 0;
    for (Path file : forms()) {
      String[] parts = Files.readString(file).split("\n\n", 3);
      String[] request = parts[0].split("\n", 2);
      String[] head = request[0].split(" ");
      if (!head[0].equals("POST") || head.length > 3) {
        continue; // the unit tests have these
      }
      String body = everywhere(request[1]);
      for (Answer answer : List.of(answer(parts[1]), echoedError())) {
        lab.call(post, lab.conversation(answer).url() + head[2], body).value();
      }
      String blocked = body.replace(CANARY, CANARY + " GB82 WEST 1234 5698 7654 32");
      Conversation vendor = lab.conversation(Answer.json(200, "{}"));
      String reply = lab.call(post, vendor.url() + head[2], blocked).value();
      if (reply.startsWith("403")) {
        refused++;
        assertNone("a refusal", reply);
      }
    }
    assertTrue(refused > 40, refused + " refused");
  }

  private static List<Path> forms() throws IOException {
    Path here = Path.of(System.getProperty("cordon.it.directory"));
    Path folder = here.resolve("../agent/src/test/resources/dev/cordon/agent/telemetry/forms");
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Answer answer(String part) {
    String[] answer = part.split("\n", 2);
    String[] head = answer[0].split(" ");
    byte[] body =
        everywhere(answer[1])
            .replace("\n.\n", "\n\n")
            .replaceAll("\n\\.$", "\n\n")
            .getBytes(StandardCharsets.UTF_8);
    return head[1].equals("text/event-stream")
        ? Answer.stream(head[1], List.of(body))
        : Answer.bytes(Integer.parseInt(head[0]), head[1], body);
  }

  /** Puts the value into every string that doesn't say what something is. */
  private static String everywhere(String json) {
    return STRING
        .matcher(json)
        .replaceAll(
            string ->
                Matcher.quoteReplacement(
                    string.group(1) != null && STRUCTURE.contains(string.group(2))
                        ? string.group()
                        : (string.group(1) == null ? "" : string.group(1)) + "\"" + CANARY + "\""));
  }

  /** Answered, failed with an answer that repeats the request, refused, not reached. */
  private static void everyEnding(Lab lab, String post, String path, String body) {
    String query = "?key=" + CANARY_KEY + "&trace=" + CANARY;
    Conversation well = lab.conversation(Answer.json(200, "{\"model\":\"m\"}"));
    lab.call(post, well.url() + path + query, body).value();
    Conversation failing = lab.conversation(echoedError());
    lab.call(post, failing.url() + path + query, body).value();
    String blocked = body.replace(CANARY, CANARY + " GB82 WEST 1234 5698 7654 32");
    String refusal = lab.call(post, well.url() + path + query, blocked).value();
    assertTrue(refusal.startsWith("403"), path + ": " + refusal);
    assertNone("a refusal", refusal);
    String unreachable = lab.call(post, "http://127.0.0.1:1" + path + query, body).error();
    assertNone("the exception of a connection that fails", unreachable.replace(query, ""));
  }

  private static void malformed(Lab lab, String post) {
    Conversation vendor = lab.conversation(Answer.json(200, "{}"));
    for (String body :
        List.of(
            "{\"model\":\"m\",\"messages\":[{\"content\":\"" + CANARY,
            "{\"messages\":[{'content':'" + CANARY + "'}]} " + CANARY,
            "{\"model\":\"" + CANARY + "\",\"messages\":[\"\\x" + CANARY + "\"]}")) {
      String reply = lab.app().run(post, vendor.baseUrl() + "/chat/completions", body).value();
      assertNone("the refusal of a malformed body", reply.startsWith("403") ? reply : "");
    }
  }

  private static void headers(Lab lab) {
    Conversation vendor = lab.conversation(Answer.json(200, "{}"));
    for (String name :
        List.of("Authorization", "api-key", "x-api-key", "x-goog-api-key", "X-User", "baggage")) {
      for (String value : List.of(CANARY, "Bearer " + CANARY_KEY)) {
        String body = Bodies.chat(CANARY);
        lab.call("header", vendor.baseUrl() + "/chat/completions", body, name, value).value();
      }
    }
  }

  /** An error whose message is the request, as gateways like to write it. */
  private static Answer echoedError() {
    return (request, wire) -> {
      ObjectNode error = JSON.createObjectNode();
      error.putObject("error").put("message", request.text()).put("type", request.target());
      Answer.json(500, error.toString(), Map.of("x-should-retry", "false")).give(request, wire);
    };
  }

  private static String filled(String template) {
    try {
      JsonNode tree = JSON.readTree(template.replace('\'', '"'));
      fill(tree);
      return tree.toString();
    } catch (IOException e) {
      throw new IllegalArgumentException(template, e);
    }
  }

  private static void fill(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
        names.add(each.next());
      }
      for (String name : names) {
        if (object.get(name).asText("x").isEmpty() && object.get(name).isTextual()) {
          object.put(name, CANARY);
        }
        fill(object.get(name));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, JSON.getNodeFactory().textNode(CANARY));
        }
        fill(array.get(i));
      }
    }
  }

  private static String threads(App app) throws Exception {
    Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
    Process process =
        new ProcessBuilder(jstack.toString(), Long.toString(app.process().pid()))
            .redirectErrorStream(true)
            .start();
    String dump = Await.output(process);
    assertEquals(0, process.exitValue(), dump);
    assertTrue(dump.contains("cordon-audit"), dump);
    return dump;
  }

  /** Checks every byte of the trail and returns its records of calls. */
  private static List<String> written(Path folder) throws IOException {
    List<String> records = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Leaks.assertNone(file.getFileName().toString(), bytes, CANARIES);
        if (file.toString().endsWith(".jsonl")) {
          Files.readAllLines(file).stream()
              .filter(line -> line.contains("\"exchange\":"))
              .forEach(records::add);
        }
      }
    }
    assertFalse(records.isEmpty());
    return records;
  }

  private static void report(Path folder) throws Exception {
    Path page = folder.resolve("report.html");
    AgentCommand.succeed("report", "-o", page.toString(), folder.resolve("audit.jsonl").toString());
    assertNone("the report", Files.readAllBytes(page));
    assertTrue(Files.readString(page).contains("\"intact\":true"), "the trail is whole");
  }

  private static void assertNone(String where, String text) {
    Leaks.assertNone(where, text, CANARIES);
  }

  private static void assertNone(String where, byte[] bytes) {
    Leaks.assertNone(where, bytes, CANARIES);
  }
}
