package dev.cordon.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.engine.facts.Fact;
import dev.cordon.engine.facts.FactCatalogue;
import dev.cordon.engine.facts.FactKind;
import dev.cordon.engine.facts.Price;
import dev.cordon.engine.facts.PriceCatalogue;
import dev.cordon.engine.facts.VendorContacts;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.VendorCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vendors}: tells what is publicly documented of vendors. */
@Command(
    name = "vendors",
    mixinStandardHelpOptions = true,
    description =
        "Tells what is publicly documented of the vendors that Cordon knows, for customers of their"
            + " APIs: seat, whether requests go on to other companies, training, retention,"
            + " agreements. With a name: that vendor, with the source and day of each fact, and what its"
            + " models cost."
            + " 'unknown' is what no source was found for.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the policy is not valid, or can't be read",
      "2:the command line is wrong"
    })
final class VendorsCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "An object a vendor, one a line.")
  private boolean json;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Adds what this policy says of vendors, in vendors.facts and vendors.prices.")
  private @Nullable String file;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The vendor.")
  private @Nullable String vendor;

  VendorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    VendorCatalogue catalogue = VendorCatalogue.builtIn();
    String one = vendor;
    if (one != null && !catalogue.ids().contains(one)) {
      throw new ParameterException(spec.commandLine(), "unknown vendor '" + one + "'");
    }
    Policy policy =
        file == null ? Policy.safeDefault() : PolicyOption.read("vendors", file, console.err, true);
    if (policy == null) {
      return ExitCode.NOT;
    }
    FactCatalogue facts = policy.facts();
    PriceCatalogue prices = policy.prices();
    List<String> ids = new ArrayList<String>();
    for (String id : one == null ? catalogue.ids() : Collections.singleton(one)) {
      if (one != null || catalogue.isHosted(id)) {
        ids.add(id);
      }
    }
    PrintStream out = console.bufferedOut();
    if (json) {
      json(out, ids, facts, prices);
    } else if (one == null) {
      table(out, ids, facts);
    } else {
      detail(out, one, facts, prices);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void table(PrintStream out, List<String> ids, FactCatalogue facts) {
    out.print(padded("vendor", 17));
    for (FactKind kind : FactKind.values()) {
      out.print(padded(title(kind), width(kind)));
    }
    out.println();
    for (String id : ids) {
      StringBuilder line = new StringBuilder(padded(id, 17));
      for (FactKind kind : FactKind.values()) {
        line.append(padded(facts.of(id).get(kind).value(), width(kind)));
      }
      out.println(line.toString().trim());
    }
    out.println();
    out.println("Sources and their days: vendors NAME. No line is legal advice or a contract.");
  }

  private static String title(FactKind kind) {
    return kind == FactKind.HEADQUARTERS ? "seat" : kind.id();
  }

  private static int width(FactKind kind) {
    return Math.max(title(kind).length() + 2, kind == FactKind.RETENTION ? 12 : 9);
  }

  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }

  private static void detail(
      PrintStream out, String id, FactCatalogue facts, PriceCatalogue prices) {
    out.println(id);
    for (FactKind kind : FactKind.values()) {
      Fact fact = facts.of(id).get(kind);
      out.println("  " + padded(kind.id(), 16) + fact);
      if (fact.note() != null) {
        out.println("                  " + fact.note());
      }
      if (fact.source() != null) {
        out.println("                  " + fact.source());
      }
    }
    for (VendorContacts.Contact contact : VendorContacts.builtIn().of(id)) {
      out.println("  " + padded(contact.purpose(), 16) + contact.address());
      if (contact.address().note() != null) {
        out.println("                  " + contact.address().note());
      }
      out.println("                  " + contact.address().source());
    }
    if (!prices.said(id).isEmpty() || !prices.listed(id).isEmpty()) {
      out.println("  prices, in US dollars per million tokens");
      prices(out, prices.said(id), ", as the policy says");
      prices(out, prices.listed(id), "");
    }
    out.println("  hosts");
    for (String host : VendorCatalogue.builtIn().hosts(id)) {
      out.println("    " + host);
    }
  }

  private static void prices(PrintStream out, Map<String, Price> prices, String who) {
    for (Map.Entry<String, Price> entry : prices.entrySet()) {
      Price price = entry.getValue();
      String date = price.date() == null ? "" : " as of " + price.date();
      out.println("    " + entry.getKey() + ": " + price + date + who);
      if (price.note() != null) {
        out.println("      " + price.note());
      }
      if (price.source() != null) {
        out.println("      " + price.source());
      }
    }
  }

  private static void json(JsonGenerator json, Map<String, Price> prices, String who)
      throws IOException {
    for (Map.Entry<String, Price> entry : prices.entrySet()) {
      json.writeStartObject();
      json.writeStringField("model", entry.getKey());
      json.writeStringField("usd_per_million_tokens", entry.getValue().toString());
      optional(json, "date", entry.getValue().date());
      optional(json, "source", entry.getValue().source());
      optional(json, "note", entry.getValue().note());
      json.writeStringField("said_by", who);
      json.writeEndObject();
    }
  }

  private static void json(
      PrintStream out, List<String> ids, FactCatalogue facts, PriceCatalogue prices)
      throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.setRootValueSeparator(null);
    for (String id : ids) {
      json.writeStartObject();
      json.writeStringField("vendor", id);
      for (FactKind kind : FactKind.values()) {
        json.writeObjectFieldStart(kind.id());
        Fact fact = facts.of(id).get(kind);
        json.writeStringField("value", fact.value());
        optional(json, "date", fact.date());
        optional(json, "source", fact.source());
        optional(json, "note", fact.note());
        json.writeStringField("said_by", fact.isUsers() ? "policy" : "catalogue");
        json.writeEndObject();
      }
      json.writeArrayFieldStart("prices");
      json(json, prices.said(id), "policy");
      json(json, prices.listed(id), "catalogue");
      json.writeEndArray();
      json.writeArrayFieldStart("hosts");
      for (String host : VendorCatalogue.builtIn().hosts(id)) {
        json.writeString(host);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    json.flush();
  }

  private static void optional(JsonGenerator json, String field, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(field, text);
    }
  }
}
