/**
 * JSON as bytes. A {@link dev.cordon.engine.wire.json.JsonLexer} reads a document piece by piece,
 * in one pass and without recursion; {@link dev.cordon.engine.wire.json.JsonStrings} writes and
 * reads what stands between quotation marks. Nothing here builds a tree.
 */
@NullMarked
package dev.cordon.engine.wire.json;

import org.jspecify.annotations.NullMarked;
