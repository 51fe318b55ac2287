package dev.cordon.engine.detect;

/**
 * What a detector keeps under a slot of {@link Registry#slot} to work with: it holds nothing of
 * texts but places in a {@link ScanText#view}, and so serves the next request, too.
 */
public interface SessionScratch {}
