package dev.cordon.agent.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.AuditRules;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/deploy: every example is one that works with the Cordon beside it, as far as a test can see.
 */
class DeployExamplesTest {
  private static final Path DEPLOY = Path.of("../docs/deploy");
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private final Catalogue catalogue = new Catalogue();

  @TempDir Path folder;

  @Test
  void everyFileIsNamedOnThePage() throws IOException {
    String page = Files.readString(DEPLOY.resolve("README.md"));
    try (var files = Files.walk(DEPLOY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = DEPLOY.relativize(file).toString().replace('\\', '/');
        assertTrue(name.equals("README.md") || page.contains("](" + name + ")"), name);
      }
    }
  }

  @Test
  void alertsUseMetricsAndLabelsThatExist() throws IOException {
    Set<String> names = new HashSet<>();
    for (Tree group : tree("alerts.yaml").at("groups").items()) {
      for (Tree rule : group.at("rules").items()) {
        String name = rule.at("alert").text();
        assertTrue(names.add(name), name + " is there twice");
        catalogue.check(name, rule.at("expr").text());
        assertTrue(
            List.of("info", "warning", "critical").contains(rule.at("labels", "severity").text()));
        for (String annotation : List.of("summary", "description")) {
          catalogue.checkLabelsOf(
              rule.at("expr").text(), rule.at("annotations", annotation).text());
        }
      }
    }
    assertTrue(names.size() >= 6, names.toString());
  }

  @Test
  void everyPanelOfTheDashboardShowsMetricsThatExist() throws IOException {
    Tree dashboard = tree("grafana-dashboard.json");
    Set<String> ids = new HashSet<>();
    Set<String> shown = new TreeSet<>();
    Set<String> places = new HashSet<>();
    for (Tree panel : dashboard.at("panels").items()) {
      String title = panel.at("title").text();
      assertTrue(ids.add(panel.at("id").text()), title);
      Tree grid = panel.at("gridPos");
      int right = grid.at("x").number() + grid.at("w").number();
      assertTrue(right <= 24 && grid.at("h").number() > 0, title + " is outside");
      assertTrue(places.add(grid.at("x").text() + "," + grid.at("y").text()), title + " overlaps");
      if (panel.at("type").text().equals("row")) {
        continue;
      }
      assertFalse(panel.at("targets").items().isEmpty(), title);
      for (Tree target : panel.at("targets").items()) {
        String query = target.at("expr").text();
        shown.addAll(catalogue.check(title, query));
        catalogue.checkLegend(title, query, target.at("legendFormat").text());
      }
    }
    Set<String> missing = new TreeSet<>(catalogue.metrics());
    missing.removeAll(shown);
    missing.removeIf(name -> name.contains("per_output_chunk"));
    assertEquals(Set.of(), missing, "metrics that no panel shows");
    List<String> variables = new ArrayList<>();
    for (Tree variable : dashboard.at("templating", "list").items()) {
      variables.add(variable.at("name").text());
    }
    assertEquals(List.of("datasource", "job"), variables);
  }

  @Test
  void theCollectorsPipelinesUseWhatIsDefined() throws IOException {
    Tree collector = tree("collector.yaml");
    Set<String> used = new HashSet<>();
    for (Tree pipeline : collector.at("service", "pipelines").values()) {
      for (String kind : List.of("receivers", "processors", "exporters")) {
        for (Tree component : pipeline.at(kind).items()) {
          assertNotNull(collector.at(kind, component.text()), component.text());
          used.add(kind + "/" + component.text());
        }
      }
    }
    int defined = 0;
    for (String kind : List.of("receivers", "processors", "exporters")) {
      defined += collector.at(kind).keys().size();
    }
    assertEquals(defined, used.size(), "a component that no pipeline uses");
    String endpoint = collector.at("receivers", "otlp", "protocols", "http", "endpoint").text();
    assertTrue(endpoint.endsWith(":4318"), "where the examples send to");
  }

  /** Returns the pod's template of the Deployment that kustomize makes of an example. */
  private static Tree kustomized(String example) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl")), "no kubectl on this machine");
    Path place = DEPLOY.resolve("kubernetes").resolve(example);
    Process kustomize =
        new ProcessBuilder("kubectl", "kustomize", place.toString())
            .redirectErrorStream(true)
            .start();
    String made = new String(kustomize.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(kustomize.waitFor(60, TimeUnit.SECONDS), made);
    assertEquals(0, kustomize.exitValue(), made);
    Tree pod = null;
    for (Tree document : Tree.all(made)) {
      if (document.at("kind").text().equals("Deployment")) {
        pod = document.at("spec", "template", "spec");
      }
    }
    assertNotNull(pod, made);
    return pod;
  }

  /** Both components mount the same: returns the option that fits what is mounted. */
  private static String agentOption(Tree pod) {
    Map<String, String> mounted = new TreeMap<>();
    for (Tree mount : pod.at("containers").items().get(0).at("volumeMounts").items()) {
      mounted.put(mount.at("name").text(), mount.at("mountPath").text());
    }
    Set<String> volumes = new TreeSet<>();
    for (Tree volume : pod.at("volumes").items()) {
      volumes.add(volume.at("name").text());
    }
    assertEquals(mounted.keySet(), volumes);
    return "-javaagent:"
        + mounted.get("cordon-agent")
        + "/cordon-agent.jar=policy="
        + mounted.get("cordon-policy")
        + "/cordon.yaml";
  }

  @Test
  void theComponentAddsTheAgentAndLeavesTheApplicationsOptions() throws Exception {
    Tree pod = kustomized("shop");
    Tree container = pod.at("containers").items().get(0);
    assertEquals(
        "shop-java",
        container.at("envFrom").items().get(0).at("configMapRef", "name").text(),
        "the application's own JAVA_TOOL_OPTIONS");
    Tree option = container.at("env").items().get(1);
    assertEquals("JDK_JAVA_OPTIONS", option.at("name").text());
    assertEquals(agentOption(pod), option.at("value").text());
  }

  @Test
  void theOtherComponentAppendsTheAgentToWhatASecretHasSet() throws Exception {
    Tree pod = kustomized("legacy");
    Tree container = pod.at("containers").items().get(0);
    String secret = container.at("envFrom").items().get(0).at("secretRef", "name").text();
    Map<String, String> set = new TreeMap<>();
    for (Tree document : Tree.all(read("kubernetes/legacy/legacy.yaml"))) {
      if (document.at("metadata", "name").text().equals(secret)) {
        set.put("JAVA_TOOL_OPTIONS", document.at("stringData", "JAVA_TOOL_OPTIONS").text());
      }
    }
    for (Tree variable : container.at("env").items()) { // as the kubelet does
      String value = variable.at("value").text();
      for (Map.Entry<String, String> before : set.entrySet()) {
        value = value.replace("$(" + before.getKey() + ")", before.getValue());
      }
      set.put(variable.at("name").text(), value);
    }
    String own = "-Xmx512m -Djavax.net.ssl.trustStorePassword=replace-me ";
    assertEquals(own + agentOption(pod), set.get("JAVA_TOOL_OPTIONS"));
  }

  @Test
  void aJvmWhoseOptionsNobodyHasSetDoesNotStart() throws Exception {
    ProcessBuilder unset =
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version")
            .redirectErrorStream(true);
    unset.environment().put("JAVA_TOOL_OPTIONS", "$(JAVA_TOOL_OPTIONS) -Dcordon.here=true");
    Process refused = unset.start();
    String said = Await.output(refused);
    assertTrue(refused.exitValue() != 0, said);
    assertTrue(said.contains("Unrecognized option: $(JAVA_TOOL_OPTIONS)"), said);
  }

  @Test
  void theKubernetesExampleIsWholeAndItsPolicyIsValid() throws IOException {
    Map<String, Tree> byKind = new TreeMap<>();
    for (Tree document : Tree.all(read("kubernetes/billing.yaml"))) {
      byKind.put(document.at("kind").text(), document);
    }
    assertEquals(
        Set.of("ConfigMap", "Secret", "PersistentVolumeClaim", "Deployment"), byKind.keySet());
    Tree pod = byKind.get("Deployment").at("spec", "template", "spec");
    Tree container = pod.at("containers").items().get(0);
    Map<String, String> environment = new TreeMap<>();
    for (Tree variable : container.at("env").items()) {
      Tree value = variable.at("value");
      environment.put(variable.at("name").text(), value == null ? KEY : value.text());
      Tree secret = variable.at("valueFrom", "secretKeyRef");
      if (secret != null) {
        assertEquals(byKind.get("Secret").at("metadata", "name").text(), secret.at("name").text());
        String stored = byKind.get("Secret").at("stringData", secret.at("key").text()).text();
        assertTrue(stored.length() >= 16, "a key of that length is accepted");
      }
    }
    Map<String, String> mounts = mounts(pod, container);
    String flag = environment.get("JAVA_TOOL_OPTIONS");
    String jar = flag.replaceFirst("^-javaagent:", "").replaceFirst("=policy=.*$", "");
    assertEquals("cordon-agent", mounts.get(Path.of(jar).getParent().toString()), flag);
    Tree init = pod.at("initContainers").items().get(0);
    List<Tree> copy = init.at("command").items();
    assertEquals(jar, copy.get(copy.size() - 1).text());
    assertEquals("cordon-agent", mounts(pod, init).get(Path.of(jar).getParent().toString()));
    Path policyFile = Path.of(flag.replaceFirst("^.*=policy=", ""));
    assertEquals("cordon-policy", mounts.get(policyFile.getParent().toString()));
    String text = byKind.get("ConfigMap").at("data", policyFile.getFileName().toString()).text();
    AuditRules audit = policy(text, environment).audit();
    assertNotNull(audit);
    assertEquals("cordon-audit", mounts.get(Path.of(audit.file()).getParent().toString()));
    knownVariables(environment.keySet());
  }

  private static Map<String, String> mounts(Tree pod, Tree container) {
    Set<String> volumes = new HashSet<>();
    for (Tree volume : pod.at("volumes").items()) {
      volumes.add(volume.at("name").text());
    }
    Map<String, String> mounts = new TreeMap<>();
    for (Tree mount : container.at("volumeMounts").items()) {
      assertTrue(volumes.contains(mount.at("name").text()), mount.at("name").text());
      mounts.put(mount.at("mountPath").text(), mount.at("name").text());
    }
    return mounts;
  }

  @Test
  void theSystemdExampleFitsItsPolicy() throws IOException {
    String unit = read("systemd/cordon.conf");
    String policy = read("systemd/cordon.yaml");
    Set<String> variables = new TreeSet<>();
    for (String line : unit.lines().filter(line -> line.startsWith("Environment=")).toList()) {
      variables.add(line.replaceFirst("Environment=\"?", "").replaceFirst("=.*", ""));
    }
    knownVariables(variables);
    for (String line : unit.lines().filter(line -> line.startsWith("LoadCredential=")).toList()) {
      String name = line.substring(line.indexOf('=') + 1, line.indexOf(':'));
      String file = "/run/credentials/billing.service/" + name;
      assertTrue(policy.contains("file:" + file), file);
      Path key = Files.writeString(folder.resolve(name), KEY);
      policy = policy.replace("file:" + file, "file:" + key);
    }
    AuditRules audit = policy(policy, Map.of()).audit();
    assertNotNull(audit);
    assertTrue(unit.contains("\nLogsDirectory=" + Path.of(audit.file()).getParent().getFileName()));
  }

  @Test
  void systemdAcceptsTheDropIn() throws Exception {
    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(analyze), "no systemd here");
    Path unit = folder.resolve("billing.service");
    Path dropIn = Files.createDirectory(folder.resolve("billing.service.d"));
    Files.writeString(unit, "[Service]\nExecStart=/bin/true\n");
    Files.writeString(dropIn.resolve("cordon.conf"), read("systemd/cordon.conf"));
    Process verify =
        new ProcessBuilder(analyze.toString(), "verify", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = Await.output(verify);
    List<String> complaints = said.lines().filter(line -> line.contains("cordon.conf")).toList();
    assertEquals(List.of(), complaints);
  }

  private static void knownVariables(Set<String> names) throws IOException {
    String docs =
        Files.readString(Path.of("../docs/telemetry.md"))
            + Files.readString(Path.of("../docs/configuration.md"));
    for (String name : names) {
      boolean platform = name.equals("JAVA_TOOL_OPTIONS") || name.equals("POD_NAME");
      assertTrue(platform || docs.contains(name), name + " is documented nowhere");
    }
  }

  private static Policy policy(String text, Map<String, String> environment) {
    PolicyContext context =
        new PolicyContext(
            environment,
            Scanners.types().stream().map(DataType::id).collect(Collectors.toSet()),
            VendorCatalogue.builtIn().ids());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ParsedPolicy parsed = PolicyParser.parse("cordon.yaml", bytes, context);
    Policy policy = parsed.policy();
    assertNotNull(policy, () -> parsed.problems().toString());
    return policy;
  }

  private static Tree tree(String name) throws IOException {
    List<Tree> documents = Tree.all(read(name));
    assertEquals(1, documents.size());
    return documents.get(0);
  }

  private static String read(String name) throws IOException {
    return Files.readString(DEPLOY.resolve(name));
  }
}
