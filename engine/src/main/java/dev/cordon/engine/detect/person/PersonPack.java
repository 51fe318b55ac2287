package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names, addresses and health data, without a model. */
public final class PersonPack implements DetectorPack {
  private final LinearScorer addresses;
  private final NameScorer names;

  /** Makes the pack. */
  public PersonPack() {
    this(LinearScorer.load("address", AddressFeature.values()), NameScorer.load());
  }

  /** Makes a pack with other weights, to train them. */
  PersonPack(LinearScorer addresses, NameScorer names) {
    this.addresses = addresses;
    this.names = names;
  }

  /**
   * Says why a finding is as sure as it is.
   *
   * @param type the finding's type
   * @param features what holds for it, a bit each
   * @return a line a feature; empty when no scorer judges the type
   */
  public static List<String> explain(DataType type, long features) {
    List<String> lines = new ArrayList<String>();
    boolean address = type.id().equals("postal_address");
    if (features != 0 && (address || type.id().equals("person_name"))) {
      Enum<?>[] all = address ? AddressFeature.values() : NameFeature.values();
      LinearScorer scorer =
          address ? LinearScorer.load("address", all) : NameScorer.load().of(features);
      for (long left = features; left != 0; left &= left - 1) {
        int i = Long.numberOfTrailingZeros(left);
        lines.add(line(scorer.weight(i), all[i].name().toLowerCase(Locale.ROOT)));
      }
      lines.add(line(scorer.bias(), "bias"));
    }
    return lines;
  }

  private static String line(int weight, String feature) {
    return (weight < 0 ? "" : "+") + weight + ' ' + feature;
  }

  @Override
  public void register(Registry registry) {
    DataType name =
        registry.type(
            "person_name", DataClass.PERSONAL, Severity.MEDIUM, "NAME", "Name of a person");
    WordLists cues = WordLists.read(PersonPack.class, "cues.txt");
    NameMemory memory = new NameMemory(name, registry.slot());
    PersonName persons = new PersonName(name, memory, names);
    ChatName.register(registry, cues, persons);
    NameCue.register(registry, cues, persons);
    DisplayName.register(registry, cues, name, persons);
    TableCell cells = new TableCell(cues, persons);
    NameColumn.register(registry, cells);
    InsertedRows.register(registry, cells);
    CopiedRows.register(registry, cells);
    registry.words(persons);
    registry.commonWords(cues.of("common"));
    registry.ends(memory);
    PostalAddress places = PostalAddress.register(registry, cues, addresses);
    registry.words(new ScriptName(name, places, registry.slot()));
    registry.words(new EasternName(name, places));
    HealthCode.register(registry, cues);
    HealthNumber.register(registry, cues);
    HealthTerms.register(registry, cues);
  }
}
