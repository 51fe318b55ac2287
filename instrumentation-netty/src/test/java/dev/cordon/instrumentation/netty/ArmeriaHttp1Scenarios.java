package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.ClientContract;
import dev.cordon.instrumentation.testing.Reply;

/** What every client keeps, kept by Armeria over HTTP/1.1. */
public class ArmeriaHttp1Scenarios extends ClientContract {
  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.REDIRECT && ability != Ability.ROUTED;
  }

  @Override
  protected Reply send(Ask ask) throws Exception {
    return ArmeriaScenarios.reply(ArmeriaScenarios.sent(ask, "h1c"));
  }

  @Override
  protected Runnable begin(Ask ask) {
    return ArmeriaScenarios.begun(ArmeriaScenarios.sent(ask, "h1c"));
  }
}
