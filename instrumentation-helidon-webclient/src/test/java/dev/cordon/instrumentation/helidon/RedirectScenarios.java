package dev.cordon.instrumentation.helidon;

import static org.junit.jupiter.api.Assumptions.abort;

/** The same with whole bodies, which go along with a redirect. */
public class RedirectScenarios extends ContractScenarios {
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.CHUNKED && ability != Ability.ONE_SHOT && ability != Ability.ROUTED;
  }

  @Override
  public void callsMadeByChanceLeaveWithoutAnyValueAndComeBackWhole() {
    abort("Helidon sends the body again without its headers: a server can't undo its coding");
  }
}
