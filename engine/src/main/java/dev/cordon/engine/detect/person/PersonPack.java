package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DetectorPack;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Severity;

/** Names, addresses and health data, without a model. */
public final class PersonPack implements DetectorPack {
  /** Makes the pack. */
  public PersonPack() {}

  @Override
  public void register(Registry registry) {
    DataType name =
        registry.type(
            "person_name", DataClass.PERSONAL, Severity.MEDIUM, "NAME", "Name of a person");
    Cues cues = new Cues();
    NameMemory memory = new NameMemory(name, registry.slot());
    PersonName names = new PersonName(name, memory);
    ChatName.register(registry, cues, names);
    NameCue.register(registry, cues, names);
    DisplayName.register(registry, cues, name, names);
    NameColumn.register(registry, cues, names);
    registry.words(names);
    registry.commonWords(cues.of("common"));
    registry.ends(memory);
    PostalAddress.register(registry, cues);
    HealthCode.register(registry, cues);
    HealthNumber.register(registry, cues);
    HealthTerms.register(registry, cues);
  }
}
