package dev.cordon.instrumentation.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;

/** Asks for a result as a tree, of versions before 0.13, whose types are Jackson's. */
final class MapReference extends TypeReference<Map<String, Object>> {}
