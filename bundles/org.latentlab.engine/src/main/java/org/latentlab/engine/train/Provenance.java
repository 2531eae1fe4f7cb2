package org.latentlab.engine.train;

import java.time.Instant;

import org.latentlab.engine.backend.BackendInfo;

/**
 * Where a model comes from.
 *
 * @param images number of images it was given, those kept for validation included
 * @param dataFingerprint {@link org.latentlab.engine.image.Images#fingerprint()} of them
 * @param backend what it was trained on
 * @param trained when training ended
 */
public record Provenance(int images, String dataFingerprint, BackendInfo backend, Instant trained) {
}
