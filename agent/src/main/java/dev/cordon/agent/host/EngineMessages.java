package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.engine.EngineLog;

/** Writes the engine's messages to the agent's log. */
final class EngineMessages implements EngineLog {
  @Override
  public void info(String message) {
    AgentLog.info(message);
  }

  @Override
  public void error(String message) {
    AgentLog.error(message);
  }
}
