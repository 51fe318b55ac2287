/** Governs calls of gRPC's clients on every transport, above protobuf's encoding. */
@NullMarked
package dev.cordon.instrumentation.grpc;

import org.jspecify.annotations.NullMarked;
