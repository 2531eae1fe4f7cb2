package org.latentlab.engine.failure;

/**
 * A failure that was found in a training.
 *
 * @param kind what fails
 * @param onset the epoch that it set in, from 1
 * @param until the last epoch that it was seen in
 * @param persists whether it is there at the last snapshot
 * @param sentence what it is, by which figures, and since when; for the analyst
 */
public record FailureFinding(FailureKind kind, int onset, int until, boolean persists, String sentence) {
}
