package org.latentlab.engine.report;

/**
 * One figure of a model, e.g. about its clusters; models are compared by figures of the same name.
 *
 * @param name e.g. "Purity"
 * @param value NaN for unknown
 * @param meaning in a few words how to read it, e.g. "share of points in their component's main class; higher is
 *            better"
 */
public record Measure(String name, double value, String meaning) {
}
