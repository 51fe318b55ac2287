package dev.cordon.instrumentation.mcp;

import io.modelcontextprotocol.json.TypeRef;
import java.util.Map;

/** Asks for a result as a tree. */
final class MapRef extends TypeRef<Map<String, Object>> {}
