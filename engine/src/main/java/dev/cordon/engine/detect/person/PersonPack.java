package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.PartedPack;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names, addresses and health data, without a model. */
public final class PersonPack implements PartedPack {
  /** How many parts it has. */
  public static final int PARTS = 6;

  private static final DataType NAME =
      new DataType("person_name", DataClass.PERSONAL, Severity.MEDIUM, "NAME", "Name of a person");

  /** The words that detectors of this pack are woken by, and look for. */
  static final WordLists CUES = WordLists.read(PersonPack.class, "cues.txt");

  private final @Nullable LinearScorer addresses;
  private final @Nullable NameTagger names;

  /** Makes the pack. */
  public PersonPack() {
    this(null, null);
  }

  /** Makes a pack with other weights, to train them; null for the known ones. */
  PersonPack(@Nullable LinearScorer addresses, @Nullable NameTagger names) {
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
    if (features != 0 && type.id().equals("person_name")) {
      NameTagger.explain(features, lines);
    } else if (features != 0 && type.id().equals("postal_address")) {
      Enum<?>[] all = AddressFeature.values();
      LinearScorer scorer = LinearScorer.load("address", all);
      for (long left = features; left != 0; left &= left - 1) {
        int i = Long.numberOfTrailingZeros(left);
        lines.add(line(scorer.weight(i), all[i].name().toLowerCase(Locale.ROOT)));
      }
      lines.add(line(scorer.bias(), "bias"));
    }
    return lines;
  }

  static String line(int weight, String feature) {
    return (weight < 0 ? "" : "+") + weight + ' ' + feature;
  }

  @Override
  public int parts() {
    return PARTS;
  }

  @Override
  public void register(Registry registry, int part) {
    switch (part) {
      case 0:
        cues(registry);
        break;
      case 1:
        tables(registry);
        break;
      case 2:
        words(registry);
        break;
      case 3:
        HealthCode.register(registry, CUES);
        break;
      case 4:
        HealthNumber.register(registry, CUES);
        break;
      default:
        HealthTerms.register(registry, CUES);
    }
  }

  private void cues(Registry registry) {
    DataType name =
        registry.type(NAME.id(), NAME.dataClass(), NAME.severity(), NAME.token(), NAME.title());
    PersonName persons = persons(registry, name, memory(registry, name));
    ChatName.register(registry, CUES, persons);
    NameCue.register(registry, CUES, persons);
    DisplayName.register(registry, CUES, name, persons);
  }

  private void tables(Registry registry) {
    DataType name = registry.type(NAME);
    TableCell cells = new TableCell(persons(registry, name, memory(registry, name)));
    NameColumn.register(registry, cells);
    InsertedRows.register(registry, cells);
    CopiedRows.register(registry, cells);
  }

  /** What looks at each word; after the cues, so that its end is the end of them all. */
  private void words(Registry registry) {
    DataType name = registry.type(NAME);
    NameMemory memory = memory(registry, name);
    registry.words(persons(registry, name, memory));
    registry.commonWords(CUES.words("common"));
    registry.ends(memory);
    LinearScorer scorer =
        addresses == null ? LinearScorer.load("address", AddressFeature.values()) : addresses;
    PostalAddress places = PostalAddress.register(registry, CUES, scorer);
    registry.words(new ScriptName(name, places, registry.slot()));
    registry.words(new EasternName(name, places));
  }

  private static NameMemory memory(Registry registry, DataType name) {
    return new NameMemory(name, registry.slot("names"));
  }

  private PersonName persons(Registry registry, DataType name, NameMemory memory) {
    return new PersonName(
        name, memory, names == null ? new NameTagger(null) : names, registry.slot("runs"));
  }
}
